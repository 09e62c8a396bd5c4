package zone.otta.ralf.lab.guest;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.NotInVocabulary;
import zone.otta.ralf.lab.exec.Program;
import zone.otta.ralf.lab.exec.Words;
import zone.otta.ralf.lab.files.GuestFiles;
import zone.otta.ralf.lab.machine.Folders;
import zone.otta.ralf.lab.machine.LabNet;
import zone.otta.ralf.lab.postgres.PostgresBinaries;
import zone.otta.ralf.lab.postgres.PostgresCluster;
import zone.otta.ralf.lab.ssh.Shell;

/**
 * What is inside one container: an emulated operating system and, once installed, a real
 * PostgreSQL.
 */
public final class Guest {
  /**
   * What a guest gets from the node it lives on.
   *
   * @param boot how long its system says {@code starting}
   * @param sshPort where its SSH server listens
   * @param nameserver that of its resolv.conf
   * @param watch what stands before that server's commands
   */
  public record Setting(
      LabNet net,
      Callable<PostgresBinaries> binaries,
      Duration boot,
      int sshPort,
      Nameserver nameserver,
      UnaryOperator<Shell> watch) {}

  /**
   * How one gets into a guest by SSH.
   *
   * @param hostKey its server's
   * @param keys root's authorized keys as they were given; empty if none
   */
  public record Access(KeyPair hostKey, String keys) {}

  /**
   * What the container's configuration says of it.
   *
   * @param address card address
   */
  public record Identity(
      int id, String hostname, String domain, String address, String gateway, String nameserver) {}

  /** The initdb options whose data folder should be prepared ahead. */
  public static List<String> usualInitdbOptions() {
    return PostgresPackage.USUAL_OPTIONS;
  }

  private static final String ABSENT = "No such file or directory";
  private final int id;
  private final Setting setting;
  private final Release release;
  private final GuestFiles files = new GuestFiles();
  private final Units units = new Units();
  private final Packages packages;
  private final Map<String, Program> programs = new HashMap<>();
  private final Accounts accounts = new Accounts();
  private final Path home;
  private final AtomicReference<Identity> identity;
  private final GuestSsh ssh;
  private final AtomicLong disk = new AtomicLong(16L << 20);
  private volatile long upAt;

  /**
   * @param home the folder on this machine that stands for its root; its path is short
   */
  public Guest(Setting setting, Identity identity, Release release, Path home, Access access) {
    this.id = identity.id();
    this.setting = setting;
    this.release = release;
    this.home = home;
    this.identity = new AtomicReference<>(identity);
    var postgres =
        new PostgresPackage(
            files, accounts, setting.binaries(), setting.net(), this.identity::get, home);
    packages = new Packages(release, name -> units.installed(postgres.install()));
    template(identity);
    access(access);
    ssh = new GuestSsh(setting, access.hostKey(), files, (line, call, drop) -> runLine(line, call));
    var filePrograms = new FilePrograms(files, accounts);
    programs.putAll(filePrograms.all());
    programs.putAll(packages.all());
    programs.putAll(new Systemctl(units, this::systemState).all());
    programs.putAll(new AsPostgres(files, accounts, units).all());
    programs.putAll(new Scripts(files, filePrograms, this::run).all());
    programs.putAll(
        new SystemPrograms(
                setting.net(), setting.nameserver(), this.identity::get, accounts, units, disk::get)
            .all());
  }

  private void template(Identity identity) {
    for (String folder :
        List.of(
            "/",
            "/etc",
            "/etc/ssl",
            "/etc/ssl/certs",
            "/etc/systemd",
            "/etc/systemd/system",
            "/etc/sysctl.d",
            "/var",
            "/var/lib",
            "/var/log",
            "/run",
            "/usr",
            "/srv")) {
      files.folder(folder, "root", "root", 0755);
    }
    files.folder("/root", "root", "root", 0700);
    files.folder("/etc/ssl/private", "root", "root", 0700);
    files.folder("/tmp", "root", "root", 01777);
    files.write("/etc/os-release", release.osRelease(), "root", "root", 0644);
    files.write("/etc/shadow", "root:*:20000:0:99999:7:::\n", "root", "root", 0640);
    files.write("/etc/hosts", Resource.text("hosts"), "root", "root", 0644);
    files.write("/etc/resolv.conf", "", "root", "root", 0644);
    nodeFiles(identity);
    network(identity);
  }

  private void access(Access access) {
    files.folder("/etc/ssh", "root", "root", 0755);
    files.write(
        "/etc/ssh/ssh_host_ed25519_key.pub",
        PublicKeyEntry.toString(access.hostKey().getPublic()) + " root\n",
        "root",
        "root",
        0644);
    if (!access.keys().isEmpty()) {
      String keys = "# --- BEGIN PVE ---\n" + access.keys().strip() + "\n# --- END PVE ---\n";
      files.folder("/root/.ssh", "root", "root", 0700);
      files.write(GuestSsh.AUTHORIZED_KEYS, keys, "root", "root", 0700);
    }
  }

  private void network(Identity identity) {
    if (!release.id().equals("debian")) {
      return;
    }
    files.folder("/etc/network", "root", "root", 0755);
    files.write(
        "/etc/network/interfaces",
        Resource.text("interfaces")
            + "\nauto eth0\niface eth0 inet static\n\taddress "
            + identity.address()
            + "/16\n\tgateway "
            + identity.gateway()
            + "\n\n",
        "root",
        "root",
        0644);
  }

  /** What the node writes at creation and before every start, between its own marks. */
  private void nodeFiles(Identity now) {
    String fqdn = now.hostname() + "." + now.domain();
    replace("/etc/hostname", now.hostname() + "\n");
    block("/etc/hosts", now.address() + " " + fqdn + " " + now.hostname());
    block("/etc/resolv.conf", "search " + now.domain() + "\nnameserver " + now.nameserver());
  }

  private void block(String path, String block) {
    String without =
        files
            .text(path)
            .orElse("")
            .replaceAll("(?s)# --- BEGIN PVE ---\n.*?# --- END PVE ---\n", "");
    replace(path, without + "# --- BEGIN PVE ---\n" + block + "\n# --- END PVE ---\n");
  }

  private void replace(String path, String text) {
    if (!files.text(path).equals(Optional.of(text))) {
      files.write(path, text, "root", "root", 0644);
    }
  }

  /** Boots with what the configuration says now; a cluster that is there starts. */
  public void boot(Identity now) throws IOException, InterruptedException {
    identity.set(now);
    nodeFiles(now);
    upAt = System.nanoTime() + setting.boot().toNanos();
    units.start(Units.CLUSTER);
    ssh.start(now.address());
  }

  /** Stops all that runs. */
  public void shutDown() throws IOException, InterruptedException {
    ssh.stop();
    units.stop(Units.CLUSTER);
  }

  /** The size of the root file system in KiB. */
  public void disk(long kib) {
    disk.set(kib);
  }

  /**
   * Copies what is inside; the server stands still meanwhile.
   *
   * @param to a folder that is not there yet
   */
  public GuestCopy copy(Path to) throws IOException, InterruptedException {
    boolean running = cluster().filter(PostgresCluster::running).isPresent();
    units.stop(Units.CLUSTER);
    try {
      Folders.makePrivate(home);
      Folders.copy(home, to);
      return new GuestCopy(files.below("/"), packages.copy(), accounts.copy(), units.copy(), to);
    } finally {
      if (running) {
        units.start(Units.CLUSTER);
      }
    }
  }

  /** Makes what is inside what it was; the guest is stopped. */
  public void restore(GuestCopy copy) throws IOException, InterruptedException {
    Folders.delete(home);
    Folders.copy(copy.home(), home);
    files.restore(copy.files());
    packages.restore(copy.packages());
    accounts.restore(copy.accounts());
    units.restore(copy.units());
  }

  /** Its interface has another address now. */
  public void moved(Identity now) throws IOException {
    identity.set(now);
    network(now);
    ssh.stop();
    ssh.start(now.address());
  }

  private String systemState() {
    return System.nanoTime() < upAt ? "starting" : release.systemState();
  }

  /** Runs one program, as {@code pct exec} does; what the lab does not know ends with 127. */
  public int run(List<String> argv, Call call) throws IOException, InterruptedException {
    return run(
        argv,
        call,
        (name, why) ->
            "lxc-attach: "
                + id
                + ": ../src/lxc/attach.c: lxc_attach_run_command: 1841 "
                + why
                + " - Failed to exec \""
                + name
                + "\"\n");
  }

  /** Runs one command line, as root's shell behind SSH does. */
  private int runLine(String line, Call call) throws IOException, InterruptedException {
    try {
      return run(
          Words.parse(line).argv(),
          call,
          (name, why) -> "bash: line 1: " + name + ": " + why + "\n");
    } catch (IllegalArgumentException moreThanWords) {
      call.err("lab: not in the vocabulary: " + moreThanWords.getMessage() + "\n");
      return 127;
    }
  }

  private int run(List<String> argv, Call call, BinaryOperator<String> complaint)
      throws IOException, InterruptedException {
    String name = argv.isEmpty() ? "" : argv.get(0);
    Program program = programs.get(name);
    try {
      if (program == null) {
        return unknown(argv, call, complaint);
      }
      return program.run(argv, call);
    } catch (NotInstalled e) {
      call.err(complaint.apply(name, ABSENT));
      return 127;
    } catch (NotInVocabulary e) {
      call.err(e.getMessage() + "\n");
      return 127;
    }
  }

  private int unknown(List<String> argv, Call call, BinaryOperator<String> complaint) {
    if (argv.isEmpty() || !argv.get(0).startsWith("/")) {
      throw new NotInVocabulary(argv);
    }
    String name = argv.get(0);
    boolean there = files.get(name).isPresent();
    call.err(complaint.apply(name, there ? "Permission denied" : ABSENT));
    return there ? 126 : 127;
  }

  /** The running or stopped cluster, if one is installed. */
  public Optional<PostgresCluster> cluster() {
    return units.cluster();
  }

  /** What the lab's dump shows of it; see {@link GuestDump}. */
  public List<String> dump() throws IOException {
    var lines = new ArrayList<String>();
    lines.addAll(GuestDump.files(files));
    packages.installed().forEach((name, version) -> lines.add("package " + name + " " + version));
    units.enabled().forEach(u -> lines.add("enabled " + u));
    for (String unit : List.of(Units.META, Units.CLUSTER)) {
      Units.State state = units.state(unit);
      lines.add("unit " + unit + " " + state.load() + " " + state.active() + " " + state.sub());
    }
    if (units.cluster().filter(PostgresCluster::running).isPresent()) {
      lines.addAll(GuestDump.cluster(units.cluster().get()));
    }
    return lines;
  }
}
