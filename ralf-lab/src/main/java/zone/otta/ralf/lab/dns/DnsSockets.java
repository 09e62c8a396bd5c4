package zone.otta.ralf.lab.dns;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;

/** One free port of a loopback address, for UDP and TCP; what is answered is somebody else's. */
public final class DnsSockets implements AutoCloseable {
  private static final int CLIENT_MILLIS = 10_000;
  private static final int BACKLOG = 50;
  private static final int ATTEMPTS = 20;

  /** Bytes of a question to bytes of an answer. */
  public interface Answering {
    /**
     * @param datagram whether it came over UDP
     * @return empty: there is no answer
     */
    Optional<byte[]> answer(byte[] question, boolean datagram);
  }

  private final Answering answering;
  private final ServerSocket tcp;
  private final DatagramSocket udp;

  /**
   * Listens.
   *
   * @param name of its threads
   */
  public DnsSockets(InetAddress at, String name, Answering answering) throws IOException {
    if (!at.isLoopbackAddress()) {
      throw new IllegalArgumentException("not loopback");
    }
    this.answering = answering;
    ServerSocket stream = new ServerSocket(0, BACKLOG, at);
    DatagramSocket datagrams = null;
    for (int attempt = 0; datagrams == null; attempt++) {
      try {
        datagrams = new DatagramSocket(stream.getLocalPort(), at);
      } catch (BindException taken) {
        stream.close();
        if (attempt == ATTEMPTS) {
          throw taken;
        }
        stream = new ServerSocket(0, BACKLOG, at);
      }
    }
    tcp = stream;
    udp = datagrams;
    Thread.ofPlatform().daemon().name(name + " udp").start(this::datagrams);
    Thread.ofPlatform().daemon().name(name + " tcp").start(this::connections);
  }

  public int port() {
    return udp.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
  }

  private void datagrams() {
    byte[] buffer = new byte[65535];
    while (!udp.isClosed()) {
      try {
        var packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        Optional<byte[]> answer = answering.answer(Arrays.copyOf(buffer, packet.getLength()), true);
        if (answer.isPresent()) {
          udp.send(
              new DatagramPacket(answer.get(), answer.get().length, packet.getSocketAddress()));
        }
      } catch (IOException closedOrUnanswerable) {
        continue;
      }
    }
  }

  private void connections() {
    while (!tcp.isClosed()) {
      try {
        Socket client = tcp.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        continue;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        var in = new DataInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream()) {
      client.setSoTimeout(CLIENT_MILLIS);
      while (true) {
        byte[] question = new byte[in.readUnsignedShort()];
        in.readFully(question);
        Optional<byte[]> answer = answering.answer(question, false);
        if (answer.isEmpty()) {
          return;
        }
        var framed = new ByteArrayOutputStream();
        framed.write(answer.get().length >> 8);
        framed.write(answer.get().length);
        framed.write(answer.get());
        out.write(framed.toByteArray());
      }
    } catch (IOException left) {
      // the client left, or sent nothing for ten seconds
    }
  }
}
