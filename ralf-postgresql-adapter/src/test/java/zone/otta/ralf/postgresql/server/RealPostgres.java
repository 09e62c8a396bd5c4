package zone.otta.ralf.postgresql.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL on a loopback address, with the recipe's pg_hba.conf for the network
 * 127.60.0.0/16, one database, one login role. Ends with the JVM, however that ends.
 */
public final class RealPostgres implements AutoCloseable {
  public static final String ADDRESS = "127.60.20.10";

  /** Ends the server when our end of the pipe closes. */
  private static final String WATCH =
      "exec 3<&0; \"$@\" </dev/null 3<&- & p=$!; { read x <&3; kill -INT $p; } 2>/dev/null & w=$!;"
          + " exec 3<&-; wait $p; r=$?; kill $w 2>/dev/null; exit $r";

  private static final String HBA =
      """
      local    all          postgres                   peer
      local    replication  postgres                   peer
      local    all          all                        scram-sha-256
      hostssl  ralf         +ralf_login  127.60.0.0/16  scram-sha-256
      host     all          all          all           reject
      host     replication  all          all           reject
      """;

  /**
   * How access is controlled and what is there at first.
   *
   * @param hba pg_hba.conf
   * @param roles SQL for the database postgres, one statement a line
   * @param settings lines of postgresql.conf that overrule those for tests
   * @param environment of the server, beside a PATH
   * @param binaries a jar with another version's programs
   */
  public record Furnishing(
      String hba,
      String roles,
      String settings,
      Map<String, String> environment,
      Optional<Path> binaries) {
    public Furnishing {
      environment = Map.copyOf(environment);
    }

    Furnishing(String hba, String roles) {
      this(hba, roles, "", Map.of(), Optional.empty());
    }
  }

  private final Path bin;
  private final Path home;
  private final int port;
  private final Map<String, String> environment;
  private Process process;

  private RealPostgres(Path bin, Path home, int port, Map<String, String> environment)
      throws IOException {
    this.bin = bin;
    this.home = home;
    this.port = port;
    this.environment = environment;
    this.process = launch();
  }

  private Path data() {
    return home.resolve("data");
  }

  /** What this machine lacks to run one. */
  public static Optional<String> missing() {
    return Binaries.missing();
  }

  /**
   * Starts one.
   *
   * @param home empty; short, because of its socket
   * @param password of the role ralf_app
   */
  public static RealPostgres start(Path home, ServerCertificate certificate, String password)
      throws Exception {
    return start(home, certificate, new Furnishing(HBA, roles(password)));
  }

  /** Starts one with something else in it. */
  public static RealPostgres start(Path home, ServerCertificate certificate, Furnishing furnishing)
      throws Exception {
    Path bin =
        furnishing.binaries().isPresent()
            ? Binaries.unpacked(furnishing.binaries().get())
            : Binaries.unpacked();
    Path data = home.resolve("data");
    Programs.run(
        Programs.asServer(
            List.of(
                bin.resolve("initdb").toString(),
                "-D",
                data.toString(),
                "-U",
                "postgres",
                "--auth=peer",
                "--no-sync",
                "--encoding=UTF8",
                "--locale=C")),
        "");
    int port = freePort();
    Files.writeString(data.resolve("pg_hba.conf"), furnishing.hba());
    Files.writeString(
        data.resolve("postgresql.conf"), settings(home, port) + furnishing.settings());
    secret(data.resolve("server.crt"), certificate.pem());
    secret(data.resolve("server.key"), certificate.keyPem());
    single(bin, data, "postgres", furnishing.roles());
    RealPostgres server = new RealPostgres(bin, home, port, furnishing.environment());
    server.await();
    return server;
  }

  /** {@code pg_ctl stop -m immediate}: no goodbye, no checkpoint; returns when it is gone. */
  public void crash() throws Exception {
    String pid = Files.readAllLines(data().resolve("postmaster.pid")).get(0);
    Programs.run(List.of("/bin/sh", "-c", "kill -QUIT " + Long.parseLong(pid)), "");
    process.waitFor();
  }

  /** Starts it on what the last one left behind. */
  public void startAgain() throws Exception {
    Files.deleteIfExists(data().resolve("postmaster.pid"));
    process = launch();
    await();
  }

  private static String settings(Path home, int port) {
    return """
    listen_addresses = '%s'
    port = %d
    unix_socket_directories = '%s'
    password_encryption = scram-sha-256
    ssl = on
    ssl_min_protocol_version = 'TLSv1.3'
    fsync = off
    shared_buffers = 16MB
    lc_messages = 'C'
    """
        .formatted(ADDRESS, port, home);
  }

  private static String roles(String password) {
    return """
    CREATE ROLE ralf_login NOLOGIN;
    CREATE ROLE ralf_app LOGIN IN ROLE ralf_login PASSWORD '%s';
    CREATE DATABASE ralf OWNER ralf_login;
    """
        .formatted(password);
  }

  private static void single(Path bin, Path data, String database, String sql) throws Exception {
    Programs.run(
        Programs.asServer(
            List.of(
                bin.resolve("postgres").toString(), "--single", "-D", data.toString(), database)),
        sql);
  }

  private static void secret(Path file, String text) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
      return socket.getLocalPort();
    }
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", WATCH, "ralf-test-postgres"));
    command.addAll(
        Programs.asServer(List.of(bin.resolve("postgres").toString(), "-D", data().toString())));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()));
    Programs.clear(builder);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private void await() throws Exception {
    Path pidFile = data().resolve("postmaster.pid");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (process.isAlive() && System.nanoTime() < end) {
      if (Files.exists(pidFile) && Files.readString(pidFile).contains("ready")) {
        return;
      }
      Thread.sleep(10);
    }
    close();
    throw new IOException("postgres did not come up:\n" + Files.readString(home.resolve("log")));
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
