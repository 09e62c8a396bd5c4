package zone.otta.ralf.postgresql.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Something at the server's port that is no server, and what it got to hear. */
public final class OddServer implements AutoCloseable {
  /** What it does with a connection. */
  public interface Conduct {
    void serve(Socket socket, ByteArrayOutputStream heard) throws IOException;
  }

  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  public OddServer(Conduct conduct) throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(() -> accept(conduct));
  }

  private void accept(Conduct conduct) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        Thread.ofPlatform().daemon().start(() -> serve(conduct, socket));
      } catch (IOException e) {
        continue;
      }
    }
  }

  private void serve(Conduct conduct, Socket socket) {
    try {
      conduct.serve(socket, heard);
    } catch (IOException e) {
      return;
    }
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  /** Every octet, as a character each. */
  public String heard() {
    synchronized (heard) {
      return heard.toString(StandardCharsets.ISO_8859_1);
    }
  }

  /** Takes what comes and says nothing. */
  public static void silence(Socket socket, ByteArrayOutputStream heard) throws IOException {
    listen(socket.getInputStream(), heard);
  }

  /** Says an octet that looks like the start of an answer, again and again, and never ends it. */
  public static void drip(Socket socket, ByteArrayOutputStream heard) throws IOException {
    try {
      while (true) {
        socket.getOutputStream().write('E');
        socket.getOutputStream().flush();
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Has no TLS, whoever asks. */
  public static void plainOnly(Socket socket, ByteArrayOutputStream heard) throws IOException {
    readMessage(new DataInputStream(socket.getInputStream()));
    socket.getOutputStream().write('N');
    listen(socket.getInputStream(), heard);
  }

  /** Wants the password in clear. */
  public static void askInClear(Socket socket, ByteArrayOutputStream heard) throws IOException {
    readMessage(new DataInputStream(socket.getInputStream()));
    socket.getOutputStream().write(new byte[] {'R', 0, 0, 0, 8, 0, 0, 0, 3});
    listen(socket.getInputStream(), heard);
  }

  /** Hangs up. */
  public static void hangUp(Socket socket, ByteArrayOutputStream heard) throws IOException {
    socket.close();
  }

  /** Speaks another protocol. */
  public static void otherProtocol(Socket socket, ByteArrayOutputStream heard) throws IOException {
    socket.getOutputStream().write("SSH-2.0-OpenSSH_9.6\r\n".getBytes(StandardCharsets.US_ASCII));
    listen(socket.getInputStream(), heard);
  }

  /** A start-up message: its length, then the rest. */
  static void readMessage(DataInputStream in) throws IOException {
    in.readFully(new byte[in.readInt() - 4]);
  }

  static void listen(InputStream in, ByteArrayOutputStream heard) throws IOException {
    for (int b = in.read(); b >= 0; b = in.read()) {
      synchronized (heard) {
        heard.write(b);
      }
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
