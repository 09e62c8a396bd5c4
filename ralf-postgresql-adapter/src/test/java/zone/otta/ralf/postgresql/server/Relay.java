package zone.otta.ralf.postgresql.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between client and server and loses what it is told to lose. */
public final class Relay implements AutoCloseable {
  /** What becomes of connections. */
  public enum Mode {
    PASS,
    /** What the server answers is lost, and the connection with it; new ones are refused. */
    LOSE_ANSWERS,
    /** As before, but new connections pass. */
    LOSE_ONE_ANSWER,
    /** Nothing comes through, nothing ends. */
    STALL,
  }

  private final ServerSocket listener;
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile Mode mode = Mode.PASS;
  private volatile int passing;

  public Relay(int target) throws IOException {
    this.target = target;
    listener = new ServerSocket(0, 50, InetAddress.getByName(RealPostgres.ADDRESS));
    Thread.ofPlatform().daemon().start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** As {@link Mode#LOSE_ONE_ANSWER}, once so many answers have passed. */
  public void loseOneAfter(int answers) {
    passing = answers;
    mode = Mode.LOSE_ONE_ANSWER;
  }

  public void mode(Mode now) {
    mode = now;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        sockets.add(client);
        if (mode == Mode.LOSE_ANSWERS) {
          client.close();
          continue;
        }
        Socket server = new Socket(RealPostgres.ADDRESS, target);
        sockets.add(server);
        Thread.ofPlatform().daemon().start(() -> pump(client, server, false));
        Thread.ofPlatform().daemon().start(() -> pump(server, client, true));
      } catch (IOException e) {
        continue;
      }
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    byte[] block = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        Mode now = mode;
        if (now == Mode.STALL) {
          in.transferTo(OutputStream.nullOutputStream());
        }
        if (answers && now == Mode.LOSE_ONE_ANSWER && passing > 0) {
          passing--;
          now = Mode.PASS;
        }
        if (answers && now != Mode.PASS) {
          mode = now == Mode.LOSE_ONE_ANSWER ? Mode.PASS : now;
          return;
        }
        out.write(block, 0, n);
      }
    } catch (IOException e) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
