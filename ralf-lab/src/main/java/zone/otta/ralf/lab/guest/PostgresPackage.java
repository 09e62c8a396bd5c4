package zone.otta.ralf.lab.guest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.lab.files.GuestFile;
import zone.otta.ralf.lab.files.GuestFiles;
import zone.otta.ralf.lab.machine.LabNet;
import zone.otta.ralf.lab.postgres.PostgresBinaries;
import zone.otta.ralf.lab.postgres.PostgresCluster;

/**
 * What installing {@code postgresql-16} does: user, files with the recorded ownership, a cluster
 * made by the real initdb with the options of {@code createcluster.d}, and its start.
 */
final class PostgresPackage {
  /** The options RALF's recipe asks for; their data folder is prepared when the lab starts. */
  static final List<String> USUAL_OPTIONS =
      List.of("--data-checksums", "-E", "UTF8", "--locale=C.UTF-8");

  private static final String COMMON = "/etc/postgresql-common";
  private static final Pattern INITDB_OPTIONS =
      Pattern.compile("(?m)^\\s*initdb_options\\s*=\\s*'([^']*)'");
  private static final Pattern ALLOWED =
      Pattern.compile(
          "--data-checksums|-k|-E|--encoding=[A-Z0-9_]+|[A-Z][A-Z0-9_]+|--locale=[A-Za-z0-9_.-]+");

  private final GuestFiles files;
  private final Accounts accounts;
  private final Callable<PostgresBinaries> binaries;
  private final LabNet net;
  private final Supplier<Guest.Identity> identity;
  private final Path home;

  PostgresPackage(
      GuestFiles files,
      Accounts accounts,
      Callable<PostgresBinaries> binaries,
      LabNet net,
      Supplier<Guest.Identity> identity,
      Path home) {
    this.files = files;
    this.accounts = accounts;
    this.binaries = binaries;
    this.net = net;
    this.identity = identity;
    this.home = home;
  }

  PostgresCluster install() throws IOException, InterruptedException {
    accounts.add(
        "postgres",
        "postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash",
        "ssl-cert");
    boolean ownCommon = files.get(COMMON + "/createcluster.conf").isEmpty();
    common(ownCommon);
    snakeoil();
    PostgresCluster cluster =
        PostgresCluster.create(
            provided(), files, net, identity.get().address(), home, initdbOptions());
    configuration(ownCommon);
    state(cluster);
    if (!cluster.start()) {
      throw new IOException("the freshly made cluster does not start, see its log");
    }
    return cluster;
  }

  private PostgresBinaries provided() throws IOException, InterruptedException {
    try {
      return binaries.call();
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("no PostgreSQL binaries: " + e.getMessage(), e);
    }
  }

  private void folder(String path, String owner, String group, int mode) {
    if (files.get(path).isEmpty()) {
      files.folder(path, owner, group, mode);
    }
  }

  private void common(boolean own) {
    folder(COMMON, "root", "root", 0755);
    folder(COMMON + "/createcluster.d", "root", "root", 0755);
    if (own) {
      files.write(
          COMMON + "/createcluster.conf",
          Resource.text("createcluster.conf"),
          "root",
          "root",
          0644);
    }
  }

  private void snakeoil() {
    SelfSigned made =
        SelfSigned.create(
            identity.get().hostname(),
            net.bindAddress(identity.get().address()).getAddress(),
            Instant.now().minusSeconds(60),
            Duration.ofDays(3650));
    files.folder("/etc/ssl/private", "root", "ssl-cert", 0710);
    files.write(
        "/etc/ssl/certs/ssl-cert-snakeoil.pem", made.certificatePem(), "root", "root", 0644);
    files.write("/etc/ssl/private/ssl-cert-snakeoil.key", made.keyPem(), "root", "ssl-cert", 0640);
  }

  /**
   * Without options Debian takes the locale of a container that has none: SQL_ASCII and C.
   *
   * @throws IOException for options the lab does not know
   */
  private List<String> initdbOptions() throws IOException {
    var text = new StringBuilder();
    files.below(COMMON + "/createcluster.d").keySet().stream()
        .filter(p -> p.endsWith(".conf"))
        .forEach(p -> files.text(p).ifPresent(t -> text.append(t).append('\n')));
    files.text(COMMON + "/createcluster.conf").ifPresent(text::append);
    Matcher matcher = INITDB_OPTIONS.matcher(text);
    if (!matcher.find()) {
      return List.of();
    }
    var options = new ArrayList<>(List.of(matcher.group(1).strip().split("\\s+")));
    for (String option : options) {
      if (!ALLOWED.matcher(option).matches()) {
        throw new IOException("lab: not in the vocabulary: initdb " + option);
      }
    }
    return options;
  }

  /**
   * @param ownCommon whether createcluster.conf is the package's own; if somebody wrote it before,
   *     its settings are lost: no conf.d, no ssl (recorded)
   */
  private void configuration(boolean ownCommon) {
    String folder = PostgresCluster.CONFIGURATION;
    folder("/etc/postgresql", "root", "root", 0755);
    folder("/etc/postgresql/16", "postgres", "postgres", 0755);
    folder(folder, "postgres", "postgres", 0755);
    String settings = Resource.text("postgresql.conf");
    if (ownCommon) {
      folder(folder + "/conf.d", "postgres", "postgres", 0755);
      settings += Resource.text("postgresql-package.conf");
    }
    files.write(folder + "/postgresql.conf", settings, "postgres", "postgres", 0644);
    files.write(
        folder + "/pg_hba.conf", Resource.text("pg_hba.conf"), "postgres", "postgres", 0640);
    files.write(
        folder + "/pg_ident.conf",
        "# MAPNAME\tSYSTEM-USERNAME\tPG-USERNAME\n",
        "postgres",
        "postgres",
        0640);
    files.write(
        folder + "/environment",
        "# environment variables for postgres processes\n",
        "postgres",
        "postgres",
        0644);
    files.write(folder + "/start.conf", "auto\n", "postgres", "postgres", 0644);
    files.write(folder + "/pg_ctl.conf", "pg_ctl_options = ''\n", "postgres", "postgres", 0644);
  }

  private void state(PostgresCluster cluster) {
    folder("/var/lib/postgresql", "postgres", "postgres", 0755);
    folder("/var/lib/postgresql/16", "postgres", "postgres", 0755);
    folder(PostgresCluster.DATA, "postgres", "postgres", 0700);
    folder("/var/log/postgresql", "root", "postgres", 01775);
    files.put(
        PostgresCluster.LOG, new GuestFile(cluster.log(), "postgres", "adm", 0640, Instant.now()));
  }
}
