package zone.otta.ralf.proxmox.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.proxmox.ProxmoxOverSsh;
import zone.otta.ralf.proxmox.ScriptedServer;
import zone.otta.ralf.site.Ipv4Address;

class SshTunnelTest {
  private static final Ipv4Address HERE = Ipv4Address.of("127.0.0.1");
  private static final Duration LIMIT = Duration.ofSeconds(10);
  @TempDir private Path folder;
  private ScriptedServer server;
  private ProxmoxOverSsh proxmox;
  private ServerSocket target;

  @BeforeEach
  void start() throws Exception {
    server = ScriptedServer.start(folder);
    proxmox = ProxmoxOverSsh.open(server.settings());
    target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws Exception {
    proxmox.close();
    server.close();
    target.close();
  }

  @FunctionalInterface
  private interface Service {
    void serve(Socket peer) throws IOException;
  }

  private void serving(Service service) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!target.isClosed()) {
                try {
                  Socket peer = target.accept();
                  Thread.ofVirtual().start(() -> quietly(service, peer));
                } catch (IOException closed) {
                  return;
                }
              }
            });
  }

  private static void quietly(Service service, Socket peer) {
    try (peer) {
      service.serve(peer);
    } catch (IOException gone) {
      // the test has ended this connection
    }
  }

  private Socket connect() throws IOException {
    return proxmox.tunnel().connect(HERE, target.getLocalPort(), LIMIT);
  }

  @Test
  void bytesArriveBothWaysAndTheEndIsTheEnd() throws Exception {
    serving(peer -> peer.getInputStream().transferTo(peer.getOutputStream()));
    byte[] sent = new byte[4 << 20];
    new java.util.Random(7).nextBytes(sent);
    try (Socket socket = connect()) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  socket.getOutputStream().write(sent);
                  socket.shutdownOutput();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      assertThat(Arrays.equals(socket.getInputStream().readAllBytes(), sent)).isTrue();
    }
  }

  @Test
  void theReadLimitIsHonoured() throws Exception {
    serving(peer -> peer.getInputStream().read());
    try (Socket socket = connect()) {
      socket.setSoTimeout(50);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aClosedPortIsToldWithAddressAndReason() throws Exception {
    int port = target.getLocalPort();
    target.close();
    assertThatThrownBy(() -> proxmox.tunnel().connect(HERE, port, LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageContaining("cannot connect");
  }

  @Test
  void forwardingThatIsForbiddenIsToldApart() {
    server.allowForwarding(false);
    assertThatThrownBy(this::connect)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not allowed");
  }

  @Test
  void anUnreadSocketStopsNobodyElse() throws Exception {
    serving(peer -> peer.getOutputStream().write(new byte[4 << 20]));
    server.answering(x -> Optional.of(0));
    try (Socket unread = connect();
        Socket other = connect()) {
      assertThat(other.getInputStream().readNBytes(4 << 20)).hasSize(4 << 20);
      assertThat(unread.getInputStream().readNBytes(4 << 20)).hasSize(4 << 20);
    }
  }

  @Test
  void aReaderThatIsTooSlowLosesItsOwnConnectionOnly() throws Exception {
    serving(peer -> peer.getOutputStream().write(new byte[Inbox.MOST + (4 << 20)]));
    try (Socket slow = connect();
        Socket reader = connect()) {
      assertThat(reader.getInputStream().readAllBytes()).hasSize(Inbox.MOST + (4 << 20));
      InputStream in = slow.getInputStream();
      in.readNBytes(Inbox.MOST - (1 << 20));
      assertThatThrownBy(() -> in.readNBytes(8 << 20)).hasMessageContaining("unread");
    }
  }

  @Test
  void closingTheTunnelEndsItsSocketsAndNothingElse() throws Exception {
    serving(peer -> peer.getInputStream().read());
    Socket socket = connect();
    InputStream in = socket.getInputStream();
    proxmox.tunnel().close();
    assertThat(in.read()).isEqualTo(-1);
    assertThat(socket.isClosed()).isTrue();
    assertThatThrownBy(socket::getOutputStream).isInstanceOf(SocketException.class);
    assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
    server.answering(x -> Optional.of(0));
    assertThat(proxmox.hostKeyFingerprint()).isEqualTo(server.fingerprint());
  }

  @Test
  void theServersEndEndsTheSocket() throws Exception {
    serving(peer -> peer.getInputStream().read());
    try (Socket socket = connect()) {
      server.close();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aTunnelOfItsOwnConnectsAtFirstUse() throws Exception {
    serving(peer -> peer.getOutputStream().write(42));
    try (Tunnel own = SshTunnel.over(server.settings());
        Socket socket = own.connect(HERE, target.getLocalPort(), LIMIT)) {
      assertThat(socket.getInputStream().read()).isEqualTo(42);
    }
    server.close();
    try (Tunnel dead = SshTunnel.over(server.settings())) {
      assertThatThrownBy(() -> dead.connect(HERE, target.getLocalPort(), LIMIT))
          .isInstanceOf(PortException.class);
    }
  }
}
