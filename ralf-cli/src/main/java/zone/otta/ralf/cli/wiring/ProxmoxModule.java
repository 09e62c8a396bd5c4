package zone.otta.ralf.cli.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.port.Tunnel;

/** The node, its guests and the tunnel, by the way the site chooses. */
final class ProxmoxModule extends AbstractModule {
  @Provides
  @Singleton
  ProxmoxAccess proxmox(WorldSettings settings, SecretSource secrets, TaskLines lines) {
    return ProxmoxAccess.of(settings, secrets, lines);
  }

  @Provides
  ContainerHost host(ProxmoxAccess proxmox) {
    return proxmox.host();
  }

  @Provides
  GuestShell shell(ProxmoxAccess proxmox) {
    return proxmox.shell();
  }

  @Provides
  Tunnel tunnel(ProxmoxAccess proxmox) {
    return proxmox.tunnel();
  }

  @Provides
  RemoteCommands commands(ProxmoxAccess proxmox) {
    return proxmox.commands();
  }
}
