package zone.otta.ralf.dns.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Knot DNS on a loopback port. */
final class Knot implements NameServer {
  private final Daemon daemon;
  private final int port;

  private Knot(Daemon daemon, int port) {
    this.daemon = daemon;
    this.port = port;
  }

  static Optional<Knot> start(Path folder) throws Exception {
    Optional<Path> knotd = RealServer.find("knotd");
    return knotd.isEmpty() ? Optional.empty() : Optional.of(start(knotd.get(), folder));
  }

  private static Knot start(Path knotd, Path folder) throws Exception {
    int port = Daemon.freePort();
    for (String origin : ServerStage.ORIGINS) {
      Files.writeString(folder.resolve(origin + "zone"), ZoneFile.EMPTY);
    }
    Path conf = Files.writeString(folder.resolve("knot.conf"), conf(folder, port));
    Daemon daemon = Daemon.start(folder, List.of(knotd.toString(), "-c", conf.toString()));
    daemon.awaitPort(port);
    return new Knot(daemon, port);
  }

  /** Small databases and few threads: by default it reserves a lot of both. */
  private static String conf(Path folder, int port) {
    return """
    server:
      rundir: %1$s
      listen: 127.0.0.1@%2$d
      udp-workers: 1
      tcp-workers: 1
      background-workers: 1
    database:
      storage: %1$s
      journal-db-max-size: 16M
    log:
      - target: stderr
        any: info
    key:
    %3$s
    acl:
      - id: writes
        key: [ralf., other.]
        action: update
      - id: reads
        key: ralf.
        action: transfer
      - id: narrow
        key: narrow.
        action: update
        update-owner: name
        update-owner-match: equal
        update-owner-name: narrow
        update-type: A
    zone:
    %4$s
    """
        .formatted(folder, port, keys(), zones(folder));
  }

  private static String keys() {
    return Keys.ALL.stream()
        .map(
            k ->
                "  - id: %s\n    algorithm: hmac-sha256\n    secret: %s"
                    .formatted(k.name(), k.secret()))
        .collect(Collectors.joining("\n"));
  }

  private static String zones(Path folder) {
    return ServerStage.ORIGINS.stream()
        .map(
            o ->
                "  - domain: %s\n    file: %s/%szone\n    acl: [writes, reads, narrow]"
                    .formatted(o, folder, o))
        .collect(Collectors.joining("\n"));
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
