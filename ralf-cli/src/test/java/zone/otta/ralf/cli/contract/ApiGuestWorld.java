package zone.otta.ralf.cli.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.lab.Fault;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.proxmox.ProxmoxOverApi;
import zone.otta.ralf.proxmox.guest.GuestConnections;
import zone.otta.ralf.proxmox.guest.GuestDoor;
import zone.otta.ralf.proxmox.guest.GuestKeepingHost;
import zone.otta.ralf.proxmox.guest.GuestKey;
import zone.otta.ralf.proxmox.guest.GuestTrust;
import zone.otta.ralf.proxmox.guest.SshGuestShell;
import zone.otta.ralf.proxmox.ssh.HostKeyScan.ScannedKey;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.GuestAccess;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.testkit.host.GuestShellWorld;
import zone.otta.ralf.testkit.host.Trouble;
import zone.otta.ralf.workspace.site.SiteReader;

/** A container made through the lab's API and entered by its own SSH server. */
final class ApiGuestWorld implements GuestShellWorld {
  private static final Ctid CTID = new Ctid(20010);
  private final ApiWorld api;
  private final ProxmoxOverApi proxmox;
  private final Site site;
  private final Trust trust = new Trust();
  private final GuestConnections connections;

  /** A running container of ours. */
  ApiGuestWorld() throws IOException, InterruptedException {
    api = ApiWorld.pooled();
    site = site();
    Path key = api.lab().keyFile();
    proxmox =
        ProxmoxOverApi.open(
            api.settings().withSshPublicKeys(Optional.of(GuestKey.publicLine(key))));
    connections = connections();
    ContainerHost host = host();
    host.apply(new Step.CreateContainer(api.container(), api.template()), Optional.empty());
    host.apply(new Step.StartContainer(new Facts.Power(CTID, true, true)), Optional.empty());
  }

  private Site site() {
    String text =
        """
        lab: true
        resolver: 127.0.0.1
        proxmox:
          adapter: api
          host: %s
          node: pve
          api: {port: %d, token: env:RALF_TOKEN}
          guest: {key_file: %s, port: %d}
          reached_at: 127.%d.0.0/16
        """
            .formatted(
                api.lab().api().host(),
                api.lab().api().port(),
                api.lab().keyFile(),
                api.lab().guestSshPort(),
                api.lab().net().n());
    return SiteReader.read("ralf.yaml", text.getBytes(StandardCharsets.UTF_8), Path.of("/"))
        .site()
        .orElseThrow();
  }

  /** As another process would have them: what is trusted stays. */
  GuestConnections connections() {
    var endpoint = site.proxmox().orElseThrow();
    return new GuestConnections(
        new GuestDoor(site, endpoint, (GuestAccess.Ssh) endpoint.guest()), trust, proxmox.host());
  }

  ContainerHost host() {
    return new GuestKeepingHost(proxmox.host(), connections);
  }

  Facts.Container container() {
    return api.container();
  }

  Facts.Template template() {
    return api.template();
  }

  Trust trust() {
    return trust;
  }

  @Override
  public GuestShell shell() {
    return new SshGuestShell(connections);
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

  /** To what is said to the container's own server, whose lines begin so. */
  @Override
  public void next(Trouble trouble) {
    String line = "LC_ALL=";
    api.lab()
        .inject(
            switch (trouble) {
              case LOST_BEFORE -> new Fault.DropBefore(line);
              case LOST_AFTER -> new Fault.DropAfter(line);
              case CUT -> new Fault.DropMidway(line);
              case GIBBERISH -> new Fault.Fail(1, line);
            });
  }

  @Override
  public void close() throws IOException {
    connections.close();
    proxmox.close();
    api.close();
  }

  /** Whom to trust, for as long as the test lasts. */
  static final class Trust implements GuestTrust {
    final Map<Ctid, String> keys = new ConcurrentHashMap<>();
    final Set<Ctid> awaited = new HashSet<>();

    @Override
    public Optional<String> known(Ctid ctid) {
      return Optional.ofNullable(keys.get(ctid));
    }

    @Override
    public boolean awaited(Ctid ctid) {
      return awaited.contains(ctid);
    }

    @Override
    public void await(Ctid ctid) {
      keys.remove(ctid);
      awaited.add(ctid);
    }

    @Override
    public void pin(Ctid ctid, ScannedKey key) {
      awaited.remove(ctid);
      keys.put(ctid, key.knownHostsLine(GuestTrust.alias(ctid)) + "\n");
    }

    @Override
    public void forget(Ctid ctid) {
      awaited.remove(ctid);
      keys.remove(ctid);
    }
  }
}
