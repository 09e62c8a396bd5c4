package zone.otta.ralf.dns.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** BIND 9 on a loopback port. */
final class Bind implements NameServer {
  private final Daemon daemon;
  private final int port;

  private Bind(Daemon daemon, int port) {
    this.daemon = daemon;
    this.port = port;
  }

  static Optional<Bind> start(Path folder) throws Exception {
    Optional<Path> named = RealServer.find("named");
    return named.isEmpty() ? Optional.empty() : Optional.of(start(named.get(), folder));
  }

  private static Bind start(Path named, Path folder) throws Exception {
    int port = Daemon.freePort();
    for (String origin : ServerStage.ORIGINS) {
      Files.writeString(folder.resolve(origin + "db"), ZoneFile.EMPTY);
    }
    Path conf = Files.writeString(folder.resolve("named.conf"), conf(folder, port));
    Daemon daemon =
        Daemon.start(folder, List.of(named.toString(), "-g", "-n", "1", "-c", conf.toString()));
    daemon.awaitPort(port);
    return new Bind(daemon, port);
  }

  private static String conf(Path folder, int port) {
    return """
    options { directory "%s"; listen-on port %d { 127.0.0.1; }; listen-on-v6 { none; };
      pid-file none; session-keyfile none; recursion no; dnssec-validation no; notify no;
      allow-transfer { key ralf.; }; };
    controls { };
    %s
    %s
    """
        .formatted(folder, port, keys(), zones());
  }

  private static String keys() {
    return Keys.ALL.stream()
        .map(
            k ->
                "key \"%s\" { algorithm hmac-sha256; secret \"%s\"; };"
                    .formatted(k.name(), k.secret()))
        .collect(Collectors.joining("\n"));
  }

  private static String zones() {
    return ServerStage.ORIGINS.stream()
        .map(
            o ->
                """
            zone "%s" { type primary; file "%sdb";
              update-policy { grant ralf. zonesub ANY; grant other. zonesub ANY;
                grant narrow. name narrow.otta.zone. A; }; };
            """
                    .formatted(o, o))
        .collect(Collectors.joining());
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    daemon.close();
  }
}
