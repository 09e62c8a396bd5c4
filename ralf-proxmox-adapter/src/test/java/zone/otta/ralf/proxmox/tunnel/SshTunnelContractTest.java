package zone.otta.ralf.proxmox.tunnel;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.proxmox.ProxmoxOverSsh;
import zone.otta.ralf.proxmox.ScriptedServer;
import zone.otta.ralf.testkit.host.LoopbackServices;
import zone.otta.ralf.testkit.host.TunnelContract;
import zone.otta.ralf.testkit.host.TunnelWorld;

/** direct-tcpip through a real SSH server keeps the rules of a tunnel. */
class SshTunnelContractTest extends TunnelContract {
  @TempDir private Path folder;

  @Override
  protected TunnelWorld open() throws Exception {
    return new World(ScriptedServer.start(folder));
  }

  private static final class World implements TunnelWorld {
    private final LoopbackServices services = new LoopbackServices();
    private final ScriptedServer server;
    private final ProxmoxOverSsh proxmox;

    World(ScriptedServer server) {
      this.server = server;
      this.proxmox = ProxmoxOverSsh.open(server.settings());
    }

    @Override
    public Tunnel tunnel() {
      return proxmox.tunnel();
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
      proxmox.close();
      server.close();
      services.close();
    }
  }
}
