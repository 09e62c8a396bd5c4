package zone.otta.ralf.cli.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.proxmox.ProxmoxOverSsh;
import zone.otta.ralf.proxmox.ssh.SshSettings;

/** The node, its guests and the tunnel: {@code pct} over one SSH connection. */
final class ProxmoxModule extends AbstractModule {
  @Provides
  @Singleton
  ProxmoxOverSsh proxmox(WorldSettings settings) {
    return settings
        .site()
        .proxmox()
        .map(
            endpoint ->
                ProxmoxOverSsh.open(
                    SshSettings.of(
                        endpoint, settings.knownHosts(), settings.agent(), settings.site().lab())))
        .orElseThrow(ProxmoxModule::unnamed);
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

  @Provides
  ContainerHost host(ProxmoxOverSsh proxmox) {
    return proxmox.host();
  }

  @Provides
  GuestShell shell(ProxmoxOverSsh proxmox) {
    return proxmox.shell();
  }

  @Provides
  Tunnel tunnel(ProxmoxOverSsh proxmox) {
    return proxmox.tunnel();
  }

  @Provides
  RemoteCommands commands(ProxmoxOverSsh proxmox) {
    return proxmox::remoteCommands;
  }
}
