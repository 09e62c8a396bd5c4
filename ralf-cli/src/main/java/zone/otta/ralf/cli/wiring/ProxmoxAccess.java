package zone.otta.ralf.cli.wiring;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.http.Fingerprint;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.proxmox.ProxmoxOverApi;
import zone.otta.ralf.proxmox.ProxmoxOverSsh;
import zone.otta.ralf.proxmox.api.ApiSettings;
import zone.otta.ralf.proxmox.api.Credentials;
import zone.otta.ralf.proxmox.api.TlsTrust;
import zone.otta.ralf.proxmox.guest.GuestConnections;
import zone.otta.ralf.proxmox.guest.GuestDoor;
import zone.otta.ralf.proxmox.guest.GuestKeepingHost;
import zone.otta.ralf.proxmox.guest.GuestKey;
import zone.otta.ralf.proxmox.guest.SshGuestShell;
import zone.otta.ralf.proxmox.ssh.SshSettings;
import zone.otta.ralf.proxmox.tunnel.DirectTunnel;
import zone.otta.ralf.proxmox.tunnel.GuestTunnel;
import zone.otta.ralf.site.ApiLogin;
import zone.otta.ralf.site.GuestAccess;
import zone.otta.ralf.site.ProxmoxApi;
import zone.otta.ralf.site.ProxmoxEndpoint;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.workspace.trust.CertificatePins;

/** The node, its containers and the way to their ports, by whichever way the site chooses. */
record ProxmoxAccess(ContainerHost host, GuestShell shell, Tunnel tunnel, RemoteCommands commands) {

  /**
   * Contacts nobody yet.
   *
   * @param lines is told what the node prints while it works on a step
   */
  static ProxmoxAccess of(WorldSettings settings, SecretSource secrets, TaskLines lines) {
    ProxmoxEndpoint endpoint = settings.site().proxmox().orElseThrow(ProxmoxAccess::unnamed);
    return switch (endpoint.guest()) {
      case GuestAccess.PctExec pct -> overSsh(settings, endpoint, lines);
      case GuestAccess.Ssh ssh ->
          overApi(settings, endpoint, endpoint.api().orElseThrow(), ssh, secrets, lines);
    };
  }

  private static ProxmoxAccess overSsh(
      WorldSettings settings, ProxmoxEndpoint endpoint, TaskLines lines) {
    ProxmoxOverSsh proxmox =
        ProxmoxOverSsh.open(
            SshSettings.of(
                endpoint, settings.knownHosts(), settings.agent(), settings.site().lab()),
            lines);
    return new ProxmoxAccess(
        proxmox.host(),
        proxmox.shell(),
        tunnel(settings.site(), endpoint, proxmox::tunnel),
        proxmox::remoteCommands);
  }

  private static ProxmoxAccess overApi(
      WorldSettings settings,
      ProxmoxEndpoint endpoint,
      ProxmoxApi api,
      GuestAccess.Ssh ssh,
      SecretSource secrets,
      TaskLines lines) {
    Site site = settings.site();
    ProxmoxOverApi proxmox =
        ProxmoxOverApi.open(
            apiSettings(settings, endpoint, api, secrets)
                .withProgress(lines)
                .withSshPublicKeys(Optional.of(GuestKey.publicLine(Path.of(ssh.keyFile())))));
    var connections =
        new GuestConnections(
            new GuestDoor(site, endpoint, ssh),
            new StoredGuestTrust(settings.state()),
            proxmox.host());
    return new ProxmoxAccess(
        new GuestKeepingHost(proxmox.host(), connections),
        new SshGuestShell(connections),
        tunnel(site, endpoint, () -> new GuestTunnel(connections::to)),
        () -> proxmox.requests() + connections.commands());
  }

  static ApiSettings apiSettings(
      WorldSettings settings, ProxmoxEndpoint endpoint, ProxmoxApi api, SecretSource secrets) {
    return ApiSettings.of(
            endpoint.host(),
            api.port(),
            endpoint.node(),
            credentials(api.login(), secrets),
            trust(settings, endpoint, api))
        .withPool(api.pool())
        .withLab(settings.site().lab());
  }

  /** The adapter keeps a token for its requests, and no password; both it overwrites. */
  private static Credentials credentials(ApiLogin login, SecretSource secrets) {
    Supplier<Secret> secret = () -> secrets.use(login.secret(), Secret::copy);
    return switch (login) {
      case ApiLogin.Token token -> new Credentials.Token(secret);
      case ApiLogin.Password password -> new Credentials.Password(password.user(), secret);
    };
  }

  private static TlsTrust trust(WorldSettings settings, ProxmoxEndpoint endpoint, ProxmoxApi api) {
    return api.caFile()
        .<TlsTrust>map(file -> new TlsTrust.Authority(Path.of(file)))
        .or(
            () ->
                new CertificatePins(settings.state())
                    .of(endpoint.node())
                    .flatMap(Fingerprint::parse)
                    .map(TlsTrust.Pinned::new))
        .orElseGet(TlsTrust.Unlearned::new);
  }

  private static Tunnel tunnel(Site site, ProxmoxEndpoint endpoint, Supplier<Tunnel> overSsh) {
    return endpoint.directTunnel()
        ? new DirectTunnel(a -> GuestDoor.reached(site, endpoint, a), site.lab())
        : overSsh.get();
  }

  private static PortException unnamed() {
    return new PortException(
        Fault.REFUSED,
        "RALF-N002",
        Text.of("ralf.yaml names no Proxmox VE node", "ralf.yaml nennt keinen Proxmox-VE-Knoten"),
        Text.of(
            "add the section proxmox with host, user, node and key_file",
            "Abschnitt proxmox mit host, user, node und key_file ergänzen"));
  }
}
