package zone.otta.ralf.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A socket in the lab's private folder: one line in, a text out. For the lab's own commands only.
 */
final class Control implements AutoCloseable {
  private static final int LONGEST = 4096;
  private final ServerSocketChannel server;

  Control(Path socket, UnaryOperator<String> commands) throws IOException {
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofPlatform().daemon().name("lab control").start(() -> serve(commands));
  }

  private void serve(UnaryOperator<String> commands) {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept()) {
        String answer = commands.apply(line(client));
        client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
      } catch (IOException closedOrLeft) {
        continue;
      }
    }
  }

  private static String line(SocketChannel client) throws IOException {
    var line = new ByteArrayOutputStream();
    var in = Channels.newInputStream(client);
    for (int c = in.read(); c >= 0 && c != '\n' && line.size() < LONGEST; c = in.read()) {
      line.write(c);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** Asks a lab in another process; empty if nobody listens there any more. */
  static Optional<String> ask(Path socket, String command) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
      } catch (IOException nobody) {
        return Optional.empty();
      }
      channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
      return Optional.of(
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
