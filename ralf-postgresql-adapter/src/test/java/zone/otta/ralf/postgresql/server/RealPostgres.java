package zone.otta.ralf.postgresql.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL on a loopback address, with the recipe's pg_hba.conf for the network
 * 127.64.0.0/16, one database, one login role. Ends with the JVM, however that ends.
 */
public final class RealPostgres implements AutoCloseable {
  public static final String ADDRESS = "127.64.20.10";

  /** Ends the server when our end of the pipe closes. */
  private static final String WATCH =
      "exec 3<&0; \"$@\" </dev/null 3<&- & p=$!; { read x <&3; kill -INT $p; } 2>/dev/null & w=$!;"
          + " exec 3<&-; wait $p; r=$?; kill $w 2>/dev/null; exit $r";

  private static final String HBA =
      """
      local    all          postgres                   peer
      local    replication  postgres                   peer
      local    all          all                        scram-sha-256
      hostssl  ralf         +ralf_login  127.64.0.0/16  scram-sha-256
      host     all          all          all           reject
      host     replication  all          all           reject
      """;

  private final Process process;
  private final int port;

  private RealPostgres(Process process, int port) {
    this.process = process;
    this.port = port;
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
    Path bin = Binaries.unpacked();
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
    Files.writeString(data.resolve("pg_hba.conf"), HBA);
    Files.writeString(data.resolve("postgresql.conf"), settings(home, port));
    secret(data.resolve("server.crt"), certificate.pem());
    secret(data.resolve("server.key"), certificate.keyPem());
    single(bin, data, "postgres", roles(password));
    RealPostgres server = new RealPostgres(launch(bin, data, home), port);
    server.await(data.resolve("postmaster.pid"), home.resolve("log"));
    return server;
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

  private static Process launch(Path bin, Path data, Path home) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", WATCH, "ralf-test-postgres"));
    command.addAll(
        Programs.asServer(List.of(bin.resolve("postgres").toString(), "-D", data.toString())));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile());
    Programs.clear(builder);
    return builder.start();
  }

  private void await(Path pidFile, Path log) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (process.isAlive() && System.nanoTime() < end) {
      if (Files.exists(pidFile) && Files.readString(pidFile).contains("ready")) {
        return;
      }
      Thread.sleep(10);
    }
    close();
    throw new IOException("postgres did not come up:\n" + Files.readString(log));
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
