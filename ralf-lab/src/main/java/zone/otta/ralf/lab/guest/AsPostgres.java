package zone.otta.ralf.lab.guest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.NotInVocabulary;
import zone.otta.ralf.lab.exec.Program;
import zone.otta.ralf.lab.files.GuestFile;
import zone.otta.ralf.lab.files.GuestFiles;
import zone.otta.ralf.lab.postgres.PostgresCluster;
import zone.otta.ralf.lab.postgres.Psql;

/** {@code runuser -u postgres -- ...}: psql over the socket and openssl for the server's key. */
final class AsPostgres {
  private static final List<String> PSQL =
      List.of("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1");
  private static final List<String> OPENSSL =
      List.of(
          "openssl",
          "req",
          "-x509",
          "-newkey",
          "ec",
          "-pkeyopt",
          "ec_paramgen_curve:prime256v1",
          "-nodes",
          "-sha256");
  private static final Pattern SUBJECT = Pattern.compile("/CN=([A-Za-z0-9.-]+)");
  private static final Pattern NAMES =
      Pattern.compile("subjectAltName=DNS:([A-Za-z0-9.-]+),IP:(\\d+)\\.(\\d+)\\.(\\d+)\\.(\\d+)");

  private final GuestFiles files;
  private final Accounts accounts;
  private final Units units;

  AsPostgres(GuestFiles files, Accounts accounts, Units units) {
    this.files = files;
    this.accounts = accounts;
    this.units = units;
  }

  Map<String, Program> all() {
    return Map.of("runuser", this::runuser);
  }

  private int runuser(List<String> argv, Call call) throws IOException {
    if (argv.size() < 5 || !argv.get(1).equals("-u") || !argv.get(3).equals("--")) {
      throw new NotInVocabulary(argv);
    }
    String user = argv.get(2);
    List<String> program = argv.subList(4, argv.size());
    if (!accounts.user(user)) {
      call.err(
          "runuser: user "
              + user
              + " does not exist or the user entry does not contain all the required fields\n");
      return 1;
    }
    if (user.equals("nobody") && program.equals(List.of("id"))) {
      call.out("uid=65534(nobody) gid=65534(nogroup) groups=65534(nogroup)\n");
      return 0;
    }
    if (user.equals("postgres") && program.get(0).equals("psql")) {
      return psql(argv, program, call);
    }
    if (user.equals("postgres") && program.get(0).equals("openssl")) {
      return openssl(argv, program, call);
    }
    throw new NotInVocabulary(argv);
  }

  private int psql(List<String> argv, List<String> program, Call call) throws IOException {
    List<String> rest =
        program.size() >= PSQL.size() && program.subList(0, PSQL.size()).equals(PSQL)
            ? program.subList(PSQL.size(), program.size())
            : List.of();
    String database = "postgres";
    if (rest.size() == 4 && rest.get(0).equals("-d")) {
      database = rest.get(1);
      rest = rest.subList(2, 4);
    }
    if (!rest.equals(List.of("-f", "-"))) {
      throw new NotInVocabulary(argv);
    }
    String script = new String(call.input(), StandardCharsets.UTF_8);
    Optional<PostgresCluster> cluster = units.cluster();
    if (cluster.isEmpty()) {
      throw new NotInVocabulary(argv);
    }
    Psql.Result result;
    try {
      result = cluster.get().psql("postgres", database, script);
    } catch (IllegalArgumentException refused) {
      throw new NotInVocabulary(String.valueOf(refused.getMessage()));
    }
    call.out(result.out());
    call.err(result.err());
    return result.exit();
  }

  /** {@code -days N -subj S -addext A -keyout K -out C}, in this order. */
  private int openssl(List<String> argv, List<String> program, Call call) {
    int fixed = OPENSSL.size();
    if (program.size() != fixed + 10 || !program.subList(0, fixed).equals(OPENSSL)) {
      throw new NotInVocabulary(argv);
    }
    List<String> rest = program.subList(fixed, program.size());
    Matcher subject = SUBJECT.matcher(rest.get(3));
    Matcher names = NAMES.matcher(rest.get(5));
    boolean form =
        rest.get(0).equals("-days")
            && rest.get(1).matches("\\d{1,5}")
            && rest.get(2).equals("-subj")
            && rest.get(4).equals("-addext")
            && rest.get(6).equals("-keyout")
            && rest.get(8).equals("-out")
            && subject.matches()
            && names.matches()
            && subject.group(1).equals(names.group(1));
    if (!form) {
      throw new NotInVocabulary(argv);
    }
    byte[] address = new byte[4];
    for (int i = 0; i < 4; i++) {
      address[i] = (byte) Integer.parseInt(names.group(i + 2));
    }
    SelfSigned made =
        SelfSigned.create(
            subject.group(1), address, Instant.now(), Duration.ofDays(Long.parseLong(rest.get(1))));
    call.err("-----\n");
    return write(rest.get(7), made.keyPem(), 0600, call)
            && write(rest.get(9), made.certificatePem(), 0644, call)
        ? 0
        : 1;
  }

  private boolean write(String path, String text, int mode, Call call) {
    String folder = GuestFiles.parent(path);
    Optional<GuestFile> old = files.get(path);
    boolean may =
        files.isFolder(folder)
            && old.or(() -> files.get(folder)).filter(f -> f.permits("postgres", 2)).isPresent();
    if (!may) {
      String why = files.isFolder(folder) ? "Permission denied" : "No such file or directory";
      call.err("req: Can't open \"" + path + "\" for writing, " + why + "\n");
      return false;
    }
    files.write(path, text, "postgres", "postgres", mode);
    return true;
  }
}
