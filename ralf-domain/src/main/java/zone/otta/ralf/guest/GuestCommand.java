package zone.otta.ralf.guest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The closed vocabulary: every program RALF runs inside a container, with its fixed argv. Nothing
 * is interpolated into a shell text; {@link #input()} is where content and secrets travel.
 */
public sealed interface GuestCommand {
  /** Program and arguments. Never holds a secret. */
  List<String> argv();

  /** Standard input. */
  default GuestInput input() {
    return GuestInput.EMPTY;
  }

  /** How long the command may take at most. */
  Duration limit();

  /** Short name for progress and messages. */
  String title();

  /** Replaces a file atomically by {@link GuestScripts#WRITE}; missing folders are made. */
  record WriteFile(GuestPath path, FileOwner owner, Sha256 sum, GuestInput content)
      implements GuestCommand {
    @Override
    public List<String> argv() {
      return List.of(
          "sh",
          "-c",
          GuestScripts.WRITE,
          "ralf-write",
          path.value(),
          sum.hex(),
          owner.user() + ":" + owner.group(),
          owner.mode());
    }

    @Override
    public GuestInput input() {
      return content;
    }

    @Override
    public Duration limit() {
      return Duration.ofSeconds(60);
    }

    @Override
    public String title() {
      return "write " + path;
    }
  }

  /** Asks {@link GuestScripts#ASK} all the questions at once. */
  record Ask(List<GuestQuestion> questions) implements GuestCommand {
    public Ask {
      questions = List.copyOf(questions);
    }

    @Override
    public List<String> argv() {
      var argv = new ArrayList<>(List.of("sh", "-c", GuestScripts.ASK, "ralf-ask"));
      for (GuestQuestion question : questions) {
        argv.add(question.kind());
        argv.add(question.argument());
      }
      return argv;
    }

    @Override
    public Duration limit() {
      return Duration.ofSeconds(60);
    }

    @Override
    public String title() {
      return "observe " + questions.size() + " facts";
    }
  }

  /** {@code apt-get update}; waits for apt's own lock. */
  record AptUpdate() implements GuestCommand {
    @Override
    public List<String> argv() {
      return List.of(
          "env",
          "DEBIAN_FRONTEND=noninteractive",
          "apt-get",
          "-q",
          "-y",
          "-o",
          "DPkg::Lock::Timeout=300",
          "update");
    }

    @Override
    public Duration limit() {
      return Duration.ofMinutes(10);
    }

    @Override
    public String title() {
      return "apt-get update";
    }
  }

  /** {@code apt-get install} of one package, keeping configuration files that are there. */
  record AptInstall(PackageName name) implements GuestCommand {
    @Override
    public List<String> argv() {
      return List.of(
          "env",
          "DEBIAN_FRONTEND=noninteractive",
          "apt-get",
          "-q",
          "-y",
          "-o",
          "DPkg::Lock::Timeout=300",
          "-o",
          "Dpkg::Options::=--force-confold",
          "--no-install-recommends",
          "install",
          name.value());
    }

    @Override
    public Duration limit() {
      return Duration.ofMinutes(20);
    }

    @Override
    public String title() {
      return "apt-get install " + name;
    }
  }

  /** {@code dpkg --configure -a}: ends what an interrupted installation left half done. */
  record ConfigurePackages() implements GuestCommand {
    @Override
    public List<String> argv() {
      return List.of(
          "env", "DEBIAN_FRONTEND=noninteractive", "dpkg", "--force-confold", "--configure", "-a");
    }

    @Override
    public Duration limit() {
      return Duration.ofMinutes(10);
    }

    @Override
    public String title() {
      return "dpkg --configure -a";
    }
  }

  /**
   * {@code apt-get --fix-broken install}: brings in what packages lack that an interrupted
   * installation has already unpacked. apt takes no package's name with it in that state.
   */
  record MendPackages() implements GuestCommand {
    @Override
    public List<String> argv() {
      return List.of(
          "env",
          "DEBIAN_FRONTEND=noninteractive",
          "apt-get",
          "-q",
          "-y",
          "-o",
          "DPkg::Lock::Timeout=300",
          "-o",
          "Dpkg::Options::=--force-confold",
          "--no-install-recommends",
          "--fix-broken",
          "install");
    }

    @Override
    public Duration limit() {
      return Duration.ofMinutes(20);
    }

    @Override
    public String title() {
      return "apt-get --fix-broken install";
    }
  }

  /** {@code systemctl daemon-reload}. */
  record DaemonReload() implements GuestCommand {
    @Override
    public List<String> argv() {
      return List.of("systemctl", "daemon-reload");
    }

    @Override
    public Duration limit() {
      return Duration.ofSeconds(60);
    }

    @Override
    public String title() {
      return "systemctl daemon-reload";
    }
  }

  /** {@code systemctl restart UNIT}; also starts a stopped unit. */
  record RestartUnit(UnitName unit) implements GuestCommand {
    @Override
    public List<String> argv() {
      return List.of("systemctl", "restart", unit.value());
    }

    @Override
    public Duration limit() {
      return Duration.ofSeconds(120);
    }

    @Override
    public String title() {
      return "systemctl restart " + unit;
    }
  }

  /** {@code systemctl enable UNIT}. */
  record EnableUnit(UnitName unit) implements GuestCommand {
    @Override
    public List<String> argv() {
      return List.of("systemctl", "enable", unit.value());
    }

    @Override
    public Duration limit() {
      return Duration.ofSeconds(60);
    }

    @Override
    public String title() {
      return "systemctl enable " + unit;
    }
  }

  /** {@code systemctl unmask UNIT}: takes back that somebody made it unstartable. */
  record UnmaskUnit(UnitName unit) implements GuestCommand {
    @Override
    public List<String> argv() {
      return List.of("systemctl", "unmask", unit.value());
    }

    @Override
    public Duration limit() {
      return Duration.ofSeconds(60);
    }

    @Override
    public String title() {
      return "systemctl unmask " + unit;
    }
  }

  /** Makes an ECDSA P-256 key and a self-signed certificate, both owned by {@code postgres}. */
  record MakeCertificate(CertificateRequest request) implements GuestCommand {
    @Override
    public List<String> argv() {
      return List.of(
          "runuser",
          "-u",
          "postgres",
          "--",
          "openssl",
          "req",
          "-x509",
          "-newkey",
          "ec",
          "-pkeyopt",
          "ec_paramgen_curve:prime256v1",
          "-nodes",
          "-sha256",
          "-days",
          Integer.toString(request.days()),
          "-subj",
          "/CN=" + request.dns(),
          "-addext",
          "subjectAltName=DNS:" + request.dns() + ",IP:" + request.address(),
          "-keyout",
          request.key().value(),
          "-out",
          request.certificate().value());
    }

    @Override
    public Duration limit() {
      return Duration.ofSeconds(60);
    }

    @Override
    public String title() {
      return "make server certificate";
    }
  }

  /**
   * SQL on standard input, run as {@code postgres} over the local socket, stopping at the first
   * error.
   */
  record Psql(String database, GuestInput script) implements GuestCommand {
    @Override
    public List<String> argv() {
      return List.of(
          "runuser",
          "-u",
          "postgres",
          "--",
          "psql",
          "-X",
          "-q",
          "-A",
          "-t",
          "-v",
          "ON_ERROR_STOP=1",
          "-d",
          new GuestQuestion.Sql(database, "").database(),
          "-f",
          "-");
    }

    @Override
    public GuestInput input() {
      return script;
    }

    @Override
    public Duration limit() {
      return Duration.ofSeconds(120);
    }

    @Override
    public String title() {
      return "psql " + database;
    }
  }
}
