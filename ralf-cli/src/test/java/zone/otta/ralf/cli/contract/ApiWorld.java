package zone.otta.ralf.cli.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.http.Fingerprint;
import zone.otta.ralf.lab.Fault;
import zone.otta.ralf.lab.Lab;
import zone.otta.ralf.lab.rest.Tickets;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.proxmox.ProxmoxOverApi;
import zone.otta.ralf.proxmox.api.ApiSettings;
import zone.otta.ralf.proxmox.api.Credentials;
import zone.otta.ralf.proxmox.api.Limits;
import zone.otta.ralf.proxmox.api.TlsTrust;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.ProxmoxEndpoint;
import zone.otta.ralf.testkit.host.ContainerHostWorld;
import zone.otta.ralf.testkit.host.Trouble;

/** The lab as the kits want it, through its API over real TLS with a token whose rights count. */
final class ApiWorld implements ContainerHostWorld {
  private static final List<String> ROLE =
      List.of(
          "VM.Allocate",
          "VM.Audit",
          "VM.Config.CPU",
          "VM.Config.Disk",
          "VM.Config.Memory",
          "VM.Config.Network",
          "VM.Config.Options",
          "VM.PowerMgmt",
          "VM.Snapshot");
  private final LabWorld lab = LabWorld.start();
  private final Optional<String> pool;
  private final boolean ticket;
  private String node = "pve";
  private final List<ProxmoxOverApi> opened = new ArrayList<>();

  private ApiWorld(Optional<String> pool, boolean ticket) throws IOException, InterruptedException {
    this.pool = pool;
    this.ticket = ticket;
    // Beyond the smallest role: the kit has the node load a template.
    lab().inject(new Fault.Grant("/storage/local", "Datastore.AllocateTemplate"));
  }

  /** Rights from a pool: the smallest role. */
  static ApiWorld pooled() throws IOException, InterruptedException {
    return new ApiWorld(Optional.of("ralf"), false);
  }

  /** The same rights, by log-in instead of token. */
  static ApiWorld loggedIn() throws IOException, InterruptedException {
    return new ApiWorld(Optional.of("ralf"), true);
  }

  /** The role on all guests, no pool. */
  static ApiWorld overAll() throws IOException, InterruptedException {
    var world = new ApiWorld(Optional.empty(), false);
    ROLE.forEach(privilege -> world.lab().inject(new Fault.Grant("/vms", privilege)));
    return world;
  }

  /** Two nodes, none of them named. */
  static ApiWorld clustered() throws IOException, InterruptedException {
    ApiWorld world = pooled();
    world.node = ProxmoxEndpoint.AUTO;
    world.lab().inject(new Fault.Join("pve2", 8192));
    world.lab().inject(new Fault.Grant("/nodes", "Sys.Audit"));
    return world;
  }

  @Override
  public List<String> cluster() {
    return List.of("pve", "pve2");
  }

  Lab lab() {
    return lab.lab();
  }

  ApiSettings settings() {
    var api = lab().api();
    return ApiSettings.of(
            api.host(),
            api.port(),
            node,
            credentials(),
            new TlsTrust.Pinned(Fingerprint.parse(api.fingerprint()).orElseThrow()))
        .withPool(pool)
        .withLab(true)
        .withLimits(Limits.USUAL.withLock(Duration.ofMillis(300)));
  }

  private Credentials credentials() {
    return ticket
        ? new Credentials.Password(Tickets.user(), () -> secret(lab().passwordFile()))
        : new Credentials.Token(() -> secret(lab().tokenFile()));
  }

  private static Secret secret(Path file) {
    try {
      return new Secret(Files.readString(file, StandardCharsets.UTF_8).strip().toCharArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ProxmoxOverApi proxmox() {
    ProxmoxOverApi proxmox = ProxmoxOverApi.open(settings());
    opened.add(proxmox);
    return proxmox;
  }

  @Override
  public ContainerHost host() {
    return proxmox().host();
  }

  @Override
  public Facts.Container container() {
    return lab.container();
  }

  @Override
  public Facts.Template template() {
    return lab.template();
  }

  @Override
  public Facts.Template downloadable() {
    return lab.downloadable();
  }

  @Override
  public Facts.Template nowhere() {
    return lab.nowhere();
  }

  /** The token may see this one: what it may not see, it cannot tell (RALF-W075). */
  @Override
  public void occupy(Ctid id, String name) {
    lab.occupy(id, name);
    lab().inject(new Fault.Grant("/vms/" + id, "VM.Audit"));
  }

  @Override
  public void lock(Ctid id, String lock) {
    lab.lock(id, lock);
  }

  @Override
  public void next(Trouble trouble) {
    if (ticket) {
      // What is to go wrong is the next call, not the log-in before it; on a kept connection a
      // question would be asked once more.
      opened.forEach(ProxmoxOverApi::identity);
      lab().api().hangUp();
    }
    lab.next(trouble);
  }

  @Override
  public int created() {
    return lab.created();
  }

  @Override
  public void close() throws IOException {
    opened.forEach(ProxmoxOverApi::close);
    lab.close();
  }
}
