package zone.otta.ralf.dns.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A real Unbound on a loopback port, as a firewall runs it: with local data from a file of its own.
 * It asks no other server: what it does not hold does not exist.
 */
public final class Unbound implements AutoCloseable {
  private final Path folder;
  private final Daemon daemon;
  private final int port;

  private Unbound(Path folder, Daemon daemon, int port) {
    this.folder = folder;
    this.daemon = daemon;
    this.port = port;
  }

  /**
   * Starts it; where it is not installed, the test is skipped as in {@link RealServer#start}.
   *
   * @param folder empty, for its files
   */
  public static Unbound start(Path folder) throws Exception {
    String program = RealServer.require("unbound").toString();
    int port = Daemon.freePort();
    Files.writeString(local(folder), "");
    Path conf =
        Files.writeString(
            folder.resolve("unbound.conf"),
            """
            server:
              directory: "%s"
              chroot: ""
              username: ""
              pidfile: "unbound.pid"
              interface: 127.0.0.1
              port: %d
              do-daemonize: no
              use-syslog: no
              module-config: "iterator"
              access-control: 127.0.0.0/8 allow
              local-zone: "." static
              include: "%s"
            remote-control:
              control-enable: no
            """
                .formatted(folder, port, local(folder)));
    Daemon daemon = Daemon.start(folder, List.of(program, "-d", "-c", conf.toString()));
    daemon.awaitPort(port);
    return new Unbound(folder, daemon, port);
  }

  private static Path local(Path folder) {
    return folder.resolve("host_entries.conf");
  }

  public int port() {
    return port;
  }

  /** Takes other local data, and begins to load it. */
  public void load(String configuration) {
    try {
      Files.writeString(local(folder), configuration);
      String pid = Files.readString(folder.resolve("unbound.pid")).strip();
      Daemon.run(
          Files.createTempDirectory(folder, "signal"),
          List.of("/bin/sh", "-c", "kill -HUP " + pid));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (Exception e) {
      throw new IllegalStateException("no signal", e);
    }
  }

  @Override
  public void close() {
    daemon.close();
  }
}
