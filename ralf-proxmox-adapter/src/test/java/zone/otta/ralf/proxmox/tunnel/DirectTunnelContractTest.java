package zone.otta.ralf.proxmox.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.testkit.host.LoopbackServices;
import zone.otta.ralf.testkit.host.TunnelContract;
import zone.otta.ralf.testkit.host.TunnelWorld;

/** The network itself keeps the rules of a tunnel. */
class DirectTunnelContractTest extends TunnelContract {
  @Override
  protected TunnelWorld open() {
    return new World();
  }

  @Test
  void aLabGoesNowhereElse() {
    try (var tunnel = new DirectTunnel(a -> a, true)) {
      PortException e =
          catchThrowableOfType(
              PortException.class,
              () -> tunnel.connect(Ipv4Address.of("192.0.2.1"), 5432, Duration.ofSeconds(1)));
      assertThat(e.code().id()).isEqualTo("RALF-W007");
    }
  }

  private static final class World implements TunnelWorld {
    private final LoopbackServices services = new LoopbackServices();
    private final Tunnel tunnel = new DirectTunnel(a -> a, true);

    @Override
    public Tunnel tunnel() {
      return tunnel;
    }

    @Override
    public Endpoint echo() {
      return services.echo();
    }

    @Override
    public Endpoint silent() {
      return services.silent();
    }

    @Override
    public Endpoint closed() {
      return services.closed();
    }

    @Override
    public void close() throws Exception {
      tunnel.close();
      services.close();
    }
  }
}
