package zone.otta.ralf.dns.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real BIND on a loopback port, with the same zones and keys as the test server. */
public final class Bind implements NameServer {
  /** Ends named when our end of the pipe closes, however we die. */
  private static final String WATCH =
      "exec 3<&0; \"$@\" </dev/null 3<&- & p=$!; { read x <&3; kill $p; } 2>/dev/null & w=$!;"
          + " exec 3<&-; wait $p; r=$?; kill $w 2>/dev/null; exit $r";

  private final Process process;
  private final int port;

  private Bind(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Where named is, if it is installed. */
  public static Optional<Path> program() {
    return List.of("/usr/sbin/named", "/usr/bin/named", "/usr/local/sbin/named").stream()
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it and waits until it takes connections.
   *
   * @param folder empty, for its files
   */
  public static Bind start(Path named, Path folder, List<String> origins) throws Exception {
    int port = freePort();
    for (String origin : origins) {
      Files.writeString(folder.resolve(origin + "db"), zoneFile());
    }
    Path conf = Files.writeString(folder.resolve("named.conf"), conf(folder, port, origins));
    Process process =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                WATCH,
                "ralf-test-named",
                named.toString(),
                "-g",
                "-n",
                "1",
                "-c",
                conf.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Bind bind = new Bind(process, port);
    bind.await(folder.resolve("log"));
    return bind;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String zoneFile() {
    return """
    $TTL 300
    @ IN SOA ns.test. hostmaster.test. 1 3600 600 86400 60
    @ IN NS ns.test.
    """;
  }

  private static String conf(Path folder, int port, List<String> origins) {
    String keys =
        Keys.ALL.stream()
            .map(k ->
                "key \"%s\" { algorithm hmac-sha256; secret \"%s\"; };"
                    .formatted(k.name(), k.secret()))
            .collect(Collectors.joining("\n"));
    String zones =
        origins.stream()
            .map(o ->
                """
                zone "%s" { type primary; file "%sdb";
                  update-policy { grant ralf. zonesub ANY; grant other. zonesub ANY; }; };
                """
                    .formatted(o, o))
            .collect(Collectors.joining());
    return """
    options { directory "%s"; listen-on port %d { 127.0.0.1; }; listen-on-v6 { none; };
      pid-file none; session-keyfile none; recursion no; dnssec-validation no; notify no; };
    controls { };
    %s
    %s
    """
        .formatted(folder, port, keys, zones);
  }

  private void await(Path log) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        Thread.sleep(20);
      }
    }
    close();
    throw new IOException("named did not come up:\n" + Files.readString(log));
  }

  @Override
  public int port() {
    return port;
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
