package zone.otta.ralf.postgresql;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.postgresql.server.RealPostgres;
import zone.otta.ralf.postgresql.server.ServerCertificate;
import zone.otta.ralf.recipe.postgresql.StateSchema;

/**
 * A real PostgreSQL with the recipe's roles and schema. Of its own it has only a superuser that may
 * come over the network, for what superusers do.
 */
public final class MemoryStage implements AutoCloseable {
  public static final String APPENDING = "ralf_app";
  public static final String READING = "ralf_viewer";
  public static final String SUPER = "ralf_super";
  private static final String PASSWORD = "a-password-of-a-test";

  private static final String HBA =
      """
      local    all  all                       peer
      hostssl  all  +ralf_login  127.0.0.0/8  scram-sha-256
      hostssl  all  ralf_super   127.0.0.0/8  scram-sha-256
      host     all  all          all          reject
      """;
  private static final String ROLES =
      """
      CREATE ROLE ralf_owner NOLOGIN;
      CREATE ROLE ralf_append NOLOGIN;
      CREATE ROLE ralf_read NOLOGIN;
      CREATE ROLE ralf_login NOLOGIN;
      CREATE ROLE ralf_app LOGIN IN ROLE ralf_append, ralf_read, ralf_login PASSWORD '%1$s';
      CREATE ROLE ralf_viewer LOGIN IN ROLE ralf_read, ralf_login PASSWORD '%1$s';
      CREATE ROLE ralf_super LOGIN SUPERUSER PASSWORD '%1$s';
      CREATE DATABASE ralf OWNER ralf_owner;
      CREATE DATABASE empty OWNER ralf_owner;
      """
          .formatted(PASSWORD);

  private final Path home;
  private final RealPostgres server;
  private final ServerCertificate certificate;
  private final AtomicInteger copies = new AtomicInteger();

  private MemoryStage(Path home, RealPostgres server, ServerCertificate certificate) {
    this.home = home;
    this.server = server;
    this.certificate = certificate;
  }

  public static Optional<String> missing() {
    return RealPostgres.missing();
  }

  public static MemoryStage start() throws Exception {
    // Not below the build folder: the path of a socket is short.
    return start(Files.createTempDirectory("ralf-memory-"), "", Map.of(), Optional.empty());
  }

  /** One of another version of PostgreSQL, out of the jar of its programs. */
  public static MemoryStage start(Path binaries) throws Exception {
    return start(Files.createTempDirectory("ralf-memory-"), "", Map.of(), Optional.of(binaries));
  }

  /**
   * Starts it under other conditions.
   *
   * @param home empty and short; deleted in the end
   * @param settings lines of postgresql.conf
   * @param environment of the server
   */
  public static MemoryStage start(Path home, String settings, Map<String, String> environment)
      throws Exception {
    return start(home, settings, environment, Optional.empty());
  }

  private static MemoryStage start(
      Path home, String settings, Map<String, String> environment, Optional<Path> binaries)
      throws Exception {
    Instant now = Instant.now();
    ServerCertificate certificate =
        ServerCertificate.of(
            PostgresStage.NAME,
            RealPostgres.ADDRESS,
            now.minus(Duration.ofHours(1)),
            now.plus(Duration.ofDays(30)));
    MemoryStage stage =
        new MemoryStage(
            home,
            RealPostgres.start(
                home,
                certificate,
                new RealPostgres.Furnishing(HBA, ROLES, settings, environment, binaries)),
            certificate);
    stage.migrate("ralf", StateSchema.MIGRATIONS);
    return stage;
  }

  void migrate(String database, List<StateSchema.Migration> migrations) throws SQLException {
    for (StateSchema.Migration migration : migrations) {
      superuser(database, migration.script());
    }
  }

  /** Of every login. */
  public static String password() {
    return PASSWORD;
  }

  RealPostgres server() {
    return server;
  }

  public String certificate() {
    return certificate.pem();
  }

  /** A memory in which nothing was ever stored. */
  public PostgresAccess fresh() throws SQLException {
    return as(APPENDING, copy("ralf"));
  }

  /** A copy of a database to which nobody is connected. */
  public String copy(String database) throws SQLException {
    String name = "copy" + copies.incrementAndGet();
    try (Link link = Link.open(as(SUPER, "postgres"), Duration.ofSeconds(20));
        Statement statement = link.jdbc().createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE " + database);
      statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
      statement.execute("GRANT CONNECT ON DATABASE " + name + " TO ralf_append, ralf_read");
    }
    return name;
  }

  public PostgresAccess as(String role, String database) {
    return PostgresAccess.to(
            RealPostgres.ADDRESS,
            server.port(),
            role,
            () -> new Secret(PASSWORD.toCharArray()),
            new ServerTrust.Pinned(certificate.pem()))
        .withDatabase(database);
  }

  public void superuser(String database, String sql) throws SQLException {
    try (Link link = Link.open(as(SUPER, database), Duration.ofSeconds(20));
        Statement statement = link.jdbc().createStatement()) {
      statement.execute(sql);
    }
  }

  /** A connection as the library itself makes them; the caller closes it. */
  public Connection connect(String role, String database) throws SQLException {
    return Link.open(as(role, database), Duration.ofSeconds(20)).jdbc();
  }

  @Override
  public void close() throws IOException {
    server.close();
    try (Stream<Path> files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
