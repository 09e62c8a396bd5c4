package zone.otta.ralf.lab.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import zone.otta.ralf.lab.files.GuestFile;
import zone.otta.ralf.lab.files.GuestFiles;
import zone.otta.ralf.lab.machine.Folders;
import zone.otta.ralf.lab.machine.LabNet;

/**
 * The cluster {@code 16/main} of one guest: its emulated files and the real server that runs from
 * them.
 */
public final class PostgresCluster {
  public static final String CONFIGURATION = "/etc/postgresql/16/main";
  public static final String DATA = "/var/lib/postgresql/16/main";
  public static final String LOG = "/var/log/postgresql/postgresql-16-main.log";
  private static final String SOCKETS = "/var/run/postgresql";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS 'UTC'").withZone(ZoneOffset.UTC);

  private final GuestFiles files;
  private final Path home;
  private final ConfigTranslation translation;
  private final PostgresProcess process;

  private PostgresCluster(
      PostgresBinaries binaries, GuestFiles files, LabNet net, String guest, Path home) {
    this.files = files;
    this.home = home;
    this.translation = new ConfigTranslation(net, guest, home, ServerUser.name());
    this.process = new PostgresProcess(binaries.bin(), home, real(DATA), real(LOG));
  }

  /**
   * Makes the data folder; the configuration files must be written before the first start.
   *
   * @param guest card address
   * @param home the folder on this machine that stands for the guest's root; its path is short
   * @param options of initdb
   */
  public static PostgresCluster create(
      PostgresBinaries binaries,
      GuestFiles files,
      LabNet net,
      String guest,
      Path home,
      List<String> options)
      throws IOException, InterruptedException {
    var cluster = new PostgresCluster(binaries, files, net, guest, home);
    for (String folder : List.of(SOCKETS, GuestFiles.parent(DATA), GuestFiles.parent(LOG))) {
      Folders.makePrivate(cluster.real(folder));
    }
    Files.writeString(cluster.real(LOG), "", StandardOpenOption.CREATE);
    binaries.provideData(cluster.real(DATA), options);
    return cluster;
  }

  /** The server's log as a file of the guest. */
  public GuestFile.Content log() {
    return new GuestFile.Real(real(LOG), translation::outward);
  }

  private Path real(String path) {
    return home.resolve(path.substring(1));
  }

  public synchronized boolean running() {
    return process.running();
  }

  /** Starts; false if the server refused, and then its log says why. */
  public synchronized boolean start() throws IOException, InterruptedException {
    if (process.running()) {
      return true;
    }
    boolean started =
        materialise("FATAL") && process.start(real(CONFIGURATION).resolve("postgresql.conf"));
    if (!started) {
      append("pg_ctl: could not start server\nExamine the log output.\n");
    }
    return started;
  }

  public synchronized void stop() throws IOException, InterruptedException {
    process.stop();
  }

  /** As {@code systemctl reload}: what is wrong is only in the log. */
  public synchronized void reload() throws IOException, InterruptedException {
    if (materialise("LOG")) {
      process.reload();
    }
  }

  /** Runs a script as psql; addresses and paths of the machine are translated in what it prints. */
  public Psql.Result psql(String user, String database, String script) throws IOException {
    synchronized (this) {
      // pg_file_settings and pg_hba_file_rules read the files, not what is in effect
      if (process.running()) {
        materialise();
      }
    }
    Psql.Result result = Psql.run(real(SOCKETS), user, database, script);
    return new Psql.Result(
        result.exit(), translation.outward(result.out()), translation.outward(result.err()));
  }

  private boolean materialise(String level) throws IOException {
    Optional<String> refusal = materialise();
    if (refusal.isPresent()) {
      append(TIME.format(Instant.now()) + " [1] " + level + ":  " + refusal.get() + "\n");
    }
    return refusal.isEmpty();
  }

  /**
   * Copies the configuration to where the server reads it, translated; or why it may not be read.
   */
  private Optional<String> materialise() throws IOException {
    Map<String, String> settings = ServerSettings.read(files, CONFIGURATION);
    Optional<String> refusal = FilePermissions.refusal(files, CONFIGURATION, settings);
    if (refusal.isPresent()) {
      return refusal;
    }
    try {
      var written = new HashSet<Path>();
      for (String path : files.below(CONFIGURATION).keySet()) {
        written.add(copy(path));
      }
      for (String name : Set.of("ssl_cert_file", "ssl_key_file", "ssl_ca_file", "ssl_crl_file")) {
        if (settings.getOrDefault(name, "").startsWith("/")) {
          copy(settings.getOrDefault(name, ""));
        }
      }
      removeOthers(written);
      return Optional.empty();
    } catch (IllegalArgumentException outsideTheLab) {
      return Optional.of("lab: " + outsideTheLab.getMessage());
    }
  }

  private Path copy(String path) throws IOException {
    Path to = real(path);
    Optional<GuestFile> file = files.get(path);
    if (file.isEmpty()) {
      return to; // the server says itself that it is missing
    }
    if (file.get().folder()) {
      Folders.makePrivate(to);
      return to;
    }
    Folders.makePrivate(Objects.requireNonNull(to.getParent()));
    byte[] wanted = translated(path, file.get().bytes());
    if (!Files.exists(to) || !Arrays.equals(Files.readAllBytes(to), wanted)) {
      Folders.writePrivate(to, wanted);
    }
    return to;
  }

  private byte[] translated(String path, byte[] bytes) {
    if (!path.endsWith(".conf")) {
      return bytes;
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    String mapped =
        switch (path.substring(path.lastIndexOf('/') + 1)) {
          case "postgresql.conf" -> translation.main(text);
          case "pg_hba.conf" -> translation.hba(text);
          case "pg_ident.conf" -> translation.ident(text);
          default -> translation.settings(text);
        };
    return mapped.getBytes(StandardCharsets.UTF_8);
  }

  private void removeOthers(Set<Path> written) throws IOException {
    List<Path> stale;
    try (Stream<Path> all = Files.walk(real(CONFIGURATION))) {
      stale = all.filter(p -> Files.isRegularFile(p) && !written.contains(p)).toList();
    }
    for (Path file : stale) {
      Files.delete(file);
    }
  }

  private void append(String text) throws IOException {
    Files.writeString(real(LOG), text, StandardOpenOption.APPEND);
  }
}
