package zone.otta.ralf.proxmox.tunnel;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.proxmox.ScriptedServer;
import zone.otta.ralf.proxmox.ssh.SshConnection;
import zone.otta.ralf.testkit.host.LoopbackServices;
import zone.otta.ralf.testkit.host.TunnelContract;
import zone.otta.ralf.testkit.host.TunnelWorld;

/** direct-tcpip through the server at the address itself keeps the rules of a tunnel. */
class GuestTunnelContractTest extends TunnelContract {
  @TempDir private Path folder;

  @Override
  protected TunnelWorld open() throws Exception {
    return new World(ScriptedServer.start(folder));
  }

  private static final class World implements TunnelWorld {
    private final LoopbackServices services = new LoopbackServices();
    private final ScriptedServer server;
    private final SshConnection connection;
    private final Tunnel tunnel;

    World(ScriptedServer server) {
      this.server = server;
      this.connection = new SshConnection(server.settings());
      this.tunnel = new GuestTunnel(address -> connection);
    }

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
      connection.close();
      server.close();
      services.close();
    }
  }
}
