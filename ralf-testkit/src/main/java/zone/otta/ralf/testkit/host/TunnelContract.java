package zone.otta.ralf.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.testkit.host.TunnelWorld.Endpoint;

/** What every {@link Tunnel} must do, one test for each rule of docs/contracts/tunnel.md. */
public abstract class TunnelContract {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** A fresh world. */
  protected abstract TunnelWorld open() throws Exception;

  /**
   * After this time a read that does not return has broken the rule; only a broken tunnel waits for
   * it.
   */
  protected Duration patience() {
    return Duration.ofSeconds(30);
  }

  private interface Rule {
    void in(TunnelWorld world, Tunnel tunnel) throws Exception;
  }

  private void holds(Rule rule) throws Exception {
    try (TunnelWorld world = open()) {
      Tunnel tunnel = world.tunnel();
      assertTimeoutPreemptively(patience(), () -> rule.in(world, tunnel));
    }
  }

  private static Socket connect(Tunnel tunnel, Endpoint to) throws IOException {
    return tunnel.connect(to.address(), to.port(), LIMIT);
  }

  private static void send(Socket socket, byte[] bytes) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().flush();
                socket.shutdownOutput();
              } catch (IOException e) {
                // What did not arrive is missed by the reader.
              }
            });
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(5432).nextBytes(bytes);
    return bytes;
  }

  @Test
  public final void tu01_bytes_arrive_both_ways_and_the_end_is_passed_on() throws Exception {
    holds(
        (world, tunnel) -> {
          byte[] sent = bytes(1 << 20);
          try (Socket socket = connect(tunnel, world.echo())) {
            send(socket, sent);
            assertThat(socket.getInputStream().readAllBytes()).isEqualTo(sent);
          }
        });
  }

  @Test
  public final void tu02_a_read_ends_at_its_limit_and_can_be_tried_again() throws Exception {
    holds(
        (world, tunnel) -> {
          try (Socket socket = connect(tunnel, world.silent())) {
            socket.setSoTimeout(50);
            for (int i = 0; i < 2; i++) {
              assertThatThrownBy(() -> socket.getInputStream().read())
                  .isInstanceOf(SocketTimeoutException.class);
            }
          }
        });
  }

  @Test
  public final void tu03_where_nobody_listens_an_io_error_names_the_target() throws Exception {
    holds(
        (world, tunnel) -> {
          Endpoint closed = world.closed();
          assertThatThrownBy(() -> connect(tunnel, closed))
              .isInstanceOf(IOException.class)
              .hasMessageContaining(closed.address() + ":" + closed.port());
          try (Socket socket = connect(tunnel, world.echo())) {
            assertThat(socket.isConnected()).isTrue();
          }
        });
  }

  @Test
  public final void tu04_an_unread_socket_stops_no_other() throws Exception {
    holds(
        (world, tunnel) -> {
          byte[] sent = bytes(1 << 20);
          try (Socket unread = connect(tunnel, world.echo());
              Socket other = connect(tunnel, world.echo())) {
            send(unread, sent);
            send(other, sent);
            assertThat(other.getInputStream().readAllBytes()).isEqualTo(sent);
            assertThat(unread.getInputStream().readAllBytes()).isEqualTo(sent);
          }
        });
  }

  @Test
  public final void tu05_closing_one_socket_leaves_the_others() throws Exception {
    holds(
        (world, tunnel) -> {
          byte[] sent = bytes(1000);
          try (Socket other = connect(tunnel, world.echo())) {
            Socket closed = connect(tunnel, world.echo());
            closed.close();
            closed.close();
            assertThat(closed.isClosed()).isTrue();
            assertThatThrownBy(closed::getInputStream).isInstanceOf(SocketException.class);
            send(other, sent);
            assertThat(other.getInputStream().readAllBytes()).isEqualTo(sent);
          }
        });
  }

  @Test
  public final void tu06_closing_the_tunnel_ends_every_socket() throws Exception {
    holds(
        (world, tunnel) -> {
          Socket socket = connect(tunnel, world.silent());
          InputStream in = socket.getInputStream();
          tunnel.close();
          assertThat(ended(in)).isTrue();
          assertThat(socket.isClosed()).isTrue();
          assertThatThrownBy(() -> connect(tunnel, world.echo())).isInstanceOf(IOException.class);
          assertThatCode(tunnel::close).doesNotThrowAnyException();
        });
  }

  private static boolean ended(InputStream in) {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  public final void tu07_a_socket_answers_what_database_and_tls_clients_ask_of_it()
      throws Exception {
    holds(
        (world, tunnel) -> {
          try (Socket socket = connect(tunnel, world.echo())) {
            assertThat(socket.isConnected()).isTrue();
            assertThat(socket.isBound()).isTrue();
            assertThat(socket.isClosed()).isFalse();
            assertThat(socket.isInputShutdown()).isFalse();
            assertThat(socket.isOutputShutdown()).isFalse();
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.setReceiveBufferSize(1 << 16);
            socket.setSendBufferSize(1 << 16);
            socket.setSoTimeout(1234);
            assertThat(socket.getSoTimeout()).isEqualTo(1234);
            assertThat(socket.getReceiveBufferSize()).isPositive();
            assertThat(socket.getInputStream().available()).isZero();
          }
        });
  }
}
