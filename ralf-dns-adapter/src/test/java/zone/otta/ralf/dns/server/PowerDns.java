package zone.otta.ralf.dns.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** PowerDNS Authoritative with a database in a file, on a loopback port. */
final class PowerDns implements NameServer {
  /** The tables its queries name, with the columns they name. */
  private static final String TABLES =
      """
      CREATE TABLE domains (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE, master TEXT,
        last_check INTEGER, type TEXT, notified_serial INTEGER, account TEXT, options TEXT,
        catalog TEXT);
      CREATE TABLE records (id INTEGER PRIMARY KEY, domain_id INTEGER, name TEXT, type TEXT,
        content TEXT, ttl INTEGER, prio INTEGER, disabled BOOLEAN DEFAULT 0, ordername TEXT,
        auth BOOLEAN DEFAULT 1);
      CREATE TABLE supermasters (ip TEXT, nameserver TEXT, account TEXT);
      CREATE TABLE comments (id INTEGER PRIMARY KEY, domain_id INTEGER, name TEXT, type TEXT,
        modified_at INTEGER, account TEXT, comment TEXT);
      CREATE TABLE domainmetadata (id INTEGER PRIMARY KEY, domain_id INTEGER,
        kind TEXT COLLATE NOCASE, content TEXT);
      CREATE TABLE cryptokeys (id INTEGER PRIMARY KEY, domain_id INTEGER, flags INTEGER,
        active BOOLEAN, published BOOLEAN DEFAULT 1, content TEXT);
      CREATE TABLE tsigkeys (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE,
        algorithm TEXT COLLATE NOCASE, secret TEXT);
      """;

  private final Daemon daemon;
  private final int port;

  private PowerDns(Daemon daemon, int port) {
    this.daemon = daemon;
    this.port = port;
  }

  /** Three packages: the server, its SQLite backend, and sqlite3 to make the tables. */
  static Optional<PowerDns> start(Path folder) throws Exception {
    Optional<Path> program = RealServer.find("pdns_server");
    Optional<Path> sqlite = RealServer.find("sqlite3");
    return program.isEmpty() || sqlite.isEmpty() || !hasBackend()
        ? Optional.empty()
        : Optional.of(start(program.get(), sqlite.get(), folder));
  }

  private static boolean hasBackend() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
      return Stream.concat(folders, Stream.of(Path.of("/usr/lib"), Path.of("/usr/lib64")))
          .anyMatch(f -> Files.exists(f.resolve("pdns/libgsqlite3backend.so")));
    }
  }

  private static PowerDns start(Path program, Path sqlite, Path folder) throws Exception {
    Files.writeString(folder.resolve("make.sql"), TABLES + keys() + zones());
    Daemon.run(folder, List.of(sqlite.toString(), "-bail", folder + "/zones.db", ".read make.sql"));
    int port = Daemon.freePort();
    Files.writeString(folder.resolve("pdns.conf"), conf(folder, port));
    Daemon daemon = Daemon.start(folder, List.of(program.toString(), "--config-dir=" + folder));
    daemon.awaitPort(port);
    return new PowerDns(daemon, port);
  }

  /** It must not ask the world whether it has known holes: no security poll. */
  private static String conf(Path folder, int port) {
    return """
    launch=gsqlite3
    gsqlite3-database=%1$s/zones.db
    local-address=127.0.0.1
    local-port=%2$d
    socket-dir=%1$s
    daemon=no
    guardian=no
    disable-syslog=yes
    security-poll-suffix=
    receiver-threads=1
    distributor-threads=1
    dnsupdate=yes
    allow-dnsupdate-from=127.0.0.0/8
    """
        .formatted(folder, port);
  }

  private static String keys() {
    return Keys.ALL.stream()
        .map(
            k ->
                "INSERT INTO tsigkeys (name, algorithm, secret) VALUES ('%s', 'hmac-sha256', '%s');\n"
                    .formatted(k.name().toString(true), k.secret()))
        .collect(Collectors.joining());
  }

  private static String zones() {
    return IntStream.rangeClosed(1, ServerStage.ORIGINS.size())
        .boxed()
        .flatMap(id -> zone(id, ServerStage.ORIGINS.get(id - 1).replaceFirst("\\.$", "")))
        .collect(Collectors.joining());
  }

  private static Stream<String> zone(int id, String origin) {
    Stream<String> rights =
        Stream.of(
            "TSIG-ALLOW-DNSUPDATE ralf", "TSIG-ALLOW-DNSUPDATE other", "TSIG-ALLOW-AXFR ralf");
    return Stream.concat(
        Stream.of(
            "INSERT INTO domains (id, name, type) VALUES (%d, '%s', 'NATIVE');\n"
                .formatted(id, origin),
            record(id, origin, "SOA", ZoneFile.SOA.replaceAll("\\.(?= )", "")),
            record(id, origin, "NS", "ns.test")),
        rights
            .map(r -> r.split(" "))
            .map(
                r ->
                    "INSERT INTO domainmetadata (domain_id, kind, content) VALUES (%d, '%s', '%s');\n"
                        .formatted(id, r[0], r[1])));
  }

  private static String record(int id, String name, String type, String content) {
    return "INSERT INTO records (domain_id, name, type, content, ttl) VALUES (%d, '%s', '%s', '%s', 300);\n"
        .formatted(id, name, type, content);
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
