package zone.otta.ralf.cli.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.lab.Fault;
import zone.otta.ralf.lab.Lab;
import zone.otta.ralf.lab.LabOptions;
import zone.otta.ralf.lab.node.WorldOptions;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.proxmox.ProxmoxOverSsh;
import zone.otta.ralf.proxmox.ssh.SshSettings;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.MacAddress;
import zone.otta.ralf.testkit.host.ContainerHostWorld;
import zone.otta.ralf.testkit.host.GuestShellWorld;
import zone.otta.ralf.testkit.host.Trouble;

/**
 * The lab as the kits want it: the real adapter over real SSH, to a node whose texts are recorded
 * ones.
 */
final class LabWorld implements ContainerHostWorld, GuestShellWorld {
  private static final Ctid CTID = new Ctid(20010);
  private final Lab lab;
  private final Path folder;
  private final List<ProxmoxOverSsh> opened = new ArrayList<>();

  private LabWorld(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.lab = Lab.start(LabOptions.in(folder).templatePresent());
  }

  /** A node with one template and somebody else's container 100. */
  static LabWorld start() throws IOException, InterruptedException {
    return new LabWorld(Files.createTempDirectory("ralf-kit"));
  }

  /** And with a running container of ours. */
  static LabWorld withGuest() throws IOException, InterruptedException {
    LabWorld world = start();
    ContainerHost host = world.host();
    host.apply(new Step.CreateContainer(world.container(), world.template()), Optional.empty());
    host.apply(new Step.StartContainer(new Facts.Power(CTID, true, true)), Optional.empty());
    GuestShell shell = world.shell();
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!up(shell)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the container did not come up within 60 s");
      }
      Thread.sleep(20);
    }
    return world;
  }

  private static boolean up(GuestShell shell) {
    String state = shell.ask(CTID, List.of(new GuestQuestion.SystemState())).get(0).text();
    return state.equals("running") || state.equals("degraded");
  }

  SshSettings settings() {
    return new SshSettings(
        lab.node().host(),
        lab.node().port(),
        "root",
        new SshSettings.Login.KeyFile(lab.keyFile()),
        "pve",
        "pve " + lab.node().hostKey(),
        true,
        Duration.ofSeconds(15));
  }

  ProxmoxOverSsh proxmox() {
    ProxmoxOverSsh proxmox = ProxmoxOverSsh.open(settings());
    opened.add(proxmox);
    return proxmox;
  }

  Lab lab() {
    return lab;
  }

  @Override
  public ContainerHost host() {
    return proxmox().host();
  }

  @Override
  public GuestShell shell() {
    return proxmox().shell();
  }

  @Override
  public Facts.Container container() {
    Ipv4Address address = Ipv4Address.of("10.10.20.10");
    return new Facts.Container(
        CTID,
        new HostName("postgres-ops"),
        2,
        2048,
        0,
        "local-lvm",
        16384,
        true,
        true,
        "vmbr0",
        new Ipv4Interface(address, 16),
        Ipv4Address.of("10.10.0.1"),
        MacAddress.of(address),
        Ipv4Address.of("10.10.0.1"),
        new DnsName("otta.zone"),
        true,
        new TreeSet<>(Set.of("ralf", "postgresql")),
        "Central database");
  }

  @Override
  public Facts.Template template() {
    return new Facts.Template("local", WorldOptions.UBUNTU);
  }

  @Override
  public Facts.Template downloadable() {
    return new Facts.Template("local", WorldOptions.TRIXIE);
  }

  @Override
  public Facts.Template nowhere() {
    return new Facts.Template("local", "nowhere-1-standard_1_amd64.tar.zst");
  }

  @Override
  public void occupy(Ctid id, String name) {
    lab.inject(new Fault.Foreign(id.number(), name));
  }

  @Override
  public void lock(Ctid id, String lock) {
    lab.inject(new Fault.Lock(id.number(), lock));
  }

  @Override
  public void next(Trouble trouble) {
    lab.inject(
        switch (trouble) {
          case LOST_BEFORE -> new Fault.DropBefore("");
          case LOST_AFTER -> new Fault.DropAfter("");
          case CUT -> new Fault.DropMidway("");
          case GIBBERISH -> new Fault.Fail(1, "");
        });
  }

  @Override
  public int created() {
    try {
      return Math.toIntExact(
          lab.dump().lines().filter(l -> l.contains("hostname: postgres-ops")).count());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Ctid running() {
    return CTID;
  }

  @Override
  public Ctid stopped() {
    return new Ctid(100);
  }

  @Override
  public Ctid absent() {
    return new Ctid(999);
  }

  @Override
  public GuestPath folder() {
    return new GuestPath("/var/lib/kit");
  }

  @Override
  public void close() throws IOException {
    opened.forEach(ProxmoxOverSsh::close);
    lab.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
