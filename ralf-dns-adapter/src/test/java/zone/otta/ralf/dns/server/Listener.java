package zone.otta.ralf.dns.server;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Takes DNS messages over UDP and TCP on one loopback port. */
public final class Listener implements AutoCloseable {
  /** Answers a message once, several times, or not at all; then a connection is closed. */
  public interface Handler {
    List<byte[]> answer(byte[] request, boolean datagram) throws IOException;
  }

  private final ServerSocket tcp;
  private final DatagramSocket udp;
  private final Handler handler;

  public Listener(Handler handler) throws IOException {
    this(InetAddress.getLoopbackAddress(), handler);
  }

  Listener(InetAddress address, Handler handler) throws IOException {
    this.handler = handler;
    this.tcp = new ServerSocket(0, 50, address);
    this.udp = new DatagramSocket(tcp.getLocalPort(), address);
    Thread.ofPlatform().daemon().start(this::datagrams);
    Thread.ofPlatform().daemon().start(this::connections);
  }

  public int port() {
    return tcp.getLocalPort();
  }

  private void datagrams() {
    byte[] buffer = new byte[0xffff];
    while (!udp.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        byte[] request = Arrays.copyOf(buffer, packet.getLength());
        for (byte[] answer : handler.answer(request, true)) {
          udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        continue;
      }
    }
  }

  private void connections() {
    while (!tcp.isClosed()) {
      try {
        Socket socket = tcp.accept();
        Thread.ofPlatform().daemon().start(() -> serve(socket));
      } catch (IOException e) {
        continue;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setSoTimeout(10_000);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      List<byte[]> answers = handler.answer(read(in), false);
      while (!answers.isEmpty()) {
        for (byte[] answer : answers) {
          socket.getOutputStream().write(framed(answer));
        }
        answers = handler.answer(read(in), false);
      }
    } catch (IOException e) {
      return;
    }
  }

  private static byte[] read(DataInputStream in) throws IOException {
    byte[] request = new byte[in.readUnsignedShort()];
    in.readFully(request);
    return request;
  }

  private static byte[] framed(byte[] body) {
    return ByteBuffer.allocate(2 + body.length).putShort((short) body.length).put(body).array();
  }

  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
