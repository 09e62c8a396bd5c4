package zone.otta.ralf.cli.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import zone.otta.ralf.apply.World;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.port.SmokeProbe;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.proxmox.ssh.SshSettings;
import zone.otta.ralf.proxmox.tunnel.SshTunnel;

/** Puts the ports together. Which adapter is behind each is the business of the other modules. */
final class WorldModule extends AbstractModule {
  private final WorldSettings settings;

  WorldModule(WorldSettings settings) {
    this.settings = settings;
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().requireAtInjectOnConstructors();
    bind(WorldSettings.class).toInstance(settings);
    bind(TaskLines.class).toInstance(new TaskLines());
    bind(InstantSource.class).toInstance(settings.clock());
    bind(World.Pause.class).toInstance(d -> LockSupport.parkNanos(d.toNanos()));
    bind(new TypeLiteral<Optional<Tunnel>>() {}).toProvider(this::outside).in(Singleton.class);
    install(new ProxmoxModule());
    install(new DnsModule());
    install(new SecretsModule());
    install(new ProbeModule());
  }

  private Optional<Tunnel> outside() {
    return settings
        .site()
        .outside()
        .map(
            probe ->
                SshTunnel.over(
                    SshSettings.of(
                        probe, settings.knownHosts(), settings.agent(), settings.site().lab())));
  }

  @Provides
  @Singleton
  World world(
      ContainerHost host,
      GuestShell shell,
      InternalDns dns,
      SecretSource secrets,
      Tunnel tunnel,
      Optional<Tunnel> outside,
      SmokeProbe probe,
      InstantSource clock,
      World.Pause pause) {
    return new World(host, shell, dns, secrets, tunnel, outside, probe, clock, pause);
  }
}
