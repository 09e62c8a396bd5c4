package zone.otta.ralf.dns.server;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A program of somebody else's that runs for a test, and ends with it however it dies. */
final class Daemon implements AutoCloseable {
  /** Ends the program when our end of the pipe closes. */
  private static final String WATCH =
      "exec 3<&0; \"$@\" </dev/null 3<&- & p=$!; { read x <&3; kill $p; } 2>/dev/null & w=$!;"
          + " exec 3<&-; wait $p; r=$?; kill $w 2>/dev/null; exit $r";

  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 12_000;
  private static final int ATTEMPTS = 100;
  private static final Queue<ServerSocket> GUARDS = new ConcurrentLinkedQueue<>();

  private final Process process;
  private final Path log;

  private Daemon(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it; what it says goes to {@code folder/log}. */
  static Daemon start(Path folder, List<String> command) throws IOException {
    Path log = folder.resolve("log");
    List<String> watched =
        Stream.concat(Stream.of("/bin/sh", "-c", WATCH, "ralf-test-daemon"), command.stream())
            .toList();
    Process process =
        new ProcessBuilder(watched)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new Daemon(process, log);
  }

  /** Runs a program to its end. */
  static void run(Path folder, List<String> command) throws Exception {
    Daemon daemon = start(folder, command);
    if (!daemon.process.waitFor(20, TimeUnit.SECONDS) || daemon.process.exitValue() != 0) {
      daemon.close();
      throw new IOException(command.get(0) + " failed:\n" + Files.readString(daemon.log));
    }
  }

  /**
   * A port for a server that binds it later, for both transports. It lies outside the range that
   * the system gives away by itself, and stays guarded on another address as long as this process
   * lives: no other test, here or in another process, gets it as well.
   */
  static int freePort() throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
      if (guard(port) && isFree(port)) {
        return port;
      }
    }
    throw new IOException("no port is free");
  }

  private static boolean guard(int port) {
    try {
      return GUARDS.add(new ServerSocket(port, 1, InetAddress.getByName("127.0.0.9")));
    } catch (IOException taken) {
      return false;
    }
  }

  private static boolean isFree(int port) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (var tcp = new ServerSocket(port, 1, loopback);
        var udp = new DatagramSocket(port, loopback)) {
      return tcp.isBound() && udp.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** Waits until it takes connections. */
  void awaitPort(int port) throws Exception {
    await(() -> takesConnections(port));
  }

  private static boolean takesConnections(int port) {
    try {
      new Socket(InetAddress.getLoopbackAddress(), port).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  void await(BooleanSupplier ready) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (process.isAlive() && System.nanoTime() < end) {
      if (ready.getAsBoolean()) {
        return;
      }
      Thread.sleep(20);
    }
    close();
    throw new IOException("a name server did not come up:\n" + Files.readString(log));
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
