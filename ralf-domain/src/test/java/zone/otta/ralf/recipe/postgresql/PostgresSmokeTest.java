package zone.otta.ralf.recipe.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.DnsAbilities;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.MarkedNames;
import zone.otta.ralf.port.NameHolder;
import zone.otta.ralf.port.Resolution;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.port.SmokeProbe;
import zone.otta.ralf.port.SmokeProbe.Outcome;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.smoke.SmokeCheck;
import zone.otta.ralf.smoke.SmokeReport;

/** Judged with a server that behaves, and with one thing wrong at a time. */
class PostgresSmokeTest {
  private static final String HBA = "pg_hba.conf rejects connection for host \"x\", user \"y\"";
  private final Map<String, String> answers = new HashMap<>();
  private List<Ipv4Address> resolved = List.of(Ipv4Address.of("10.10.20.10"));
  private Function<SmokeProbe.Login, Outcome> server = PostgresSmokeTest::good;
  private Optional<Function<SmokeProbe.Login, Outcome>> outside = Optional.empty();

  private Instant now = Instant.EPOCH;
  private Instant started = Instant.EPOCH;

  PostgresSmokeTest() {
    answers.put("unit", "ActiveState=active\nSubState=running");
    answers.put("sockets", "LISTEN 0 244 10.10.20.10:5432 0.0.0.0:*");
    answers.put("text", TestCertificate.PEM);
    answers.put("name", "10.10.20.10     STREAM postgres.otta.zone");
    answers.put(
        "sql:postgres",
        "loaded|1.000000\nchecksums|on\n"
            + "rule|hostssl|ralf|+ralf_login|10.10.0.0|255.255.0.0|scram-sha-256\nrule|host|all|all|all||reject");
    answers.put("sql:ralf", "local|postgres");
  }

  private static Outcome good(SmokeProbe.Login login) {
    if (login.pinned().isEmpty() || login.user().equals("postgres")) {
      return new Outcome.Refused("28000", HBA);
    }
    if (!new String(login.password().reveal()).equals("right-password")) {
      return new Outcome.Refused("28P01", "password authentication failed for user \"ralf\"");
    }
    List<String> rows =
        login.query().contains("relname")
            ? List.of(
                "anchor",
                "event",
                "gate_decision",
                "import_batch",
                "journal_head",
                "lease",
                "metadata",
                "migration",
                "plan",
                "snapshot",
                "step_result",
                "store_identity",
                "stream")
            : List.of("ralf");
    return new Outcome.Answered(rows, "TLSv1.3", "16.15");
  }

  private SmokeReport run() {
    Tunnel inside = new NoTunnel();
    Tunnel far = new NoTunnel();
    SmokeProbe probe =
        (login, through) ->
            through == far ? outside.orElseThrow().apply(login) : server.apply(login);
    return new PostgresSmoke(
            PostgresRecipeTest.deployment("Ubuntu 24.04", true),
            shell(),
            new Resolver(),
            new OneSecret(),
            probe,
            inside,
            outside.map(o -> far),
            () -> now,
            this::pass)
        .run(r -> {});
  }

  /** The unit is active once its time has come. */
  private void pass(Duration duration) {
    now = now.plus(duration);
    if (!now.isBefore(started)) {
      answers.put("unit", "ActiveState=active\nSubState=running");
    }
  }

  private void starts(Duration within) {
    started = now.plus(within);
    answers.put("unit", "ActiveState=activating\nSubState=start");
  }

  private GuestShell shell() {
    return (Ctid ctid, GuestCommand command) -> {
      var out = new StringBuilder();
      List<GuestQuestion> questions = new ArrayList<>(((GuestCommand.Ask) command).questions());
      for (int i = 0; i < questions.size(); i++) {
        String kind = questions.get(i).kind();
        out.append("#" + (i + 1) + " " + kind + " 0\n");
        answers.get(kind).lines().forEach(l -> out.append(' ').append(l).append('\n'));
      }
      return new GuestShell.Result(0, out + "#end\n", "");
    };
  }

  private void assertOnlyFailed(SmokeCheck... failed) {
    assertThat(run().results())
        .filteredOn(r -> r.verdict() != Verdict.OK)
        .extracting(r -> r.check())
        .containsExactly(failed);
  }

  @Test
  void aGoodServerPassesAllNine() {
    assertThat(run().passed()).isEqualTo(9);
  }

  @Test
  void aUnitThatIsStartingIsWaitedFor() {
    starts(Duration.ofSeconds(20));
    assertThat(run().passed()).isEqualTo(9);
    assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(20));
  }

  @Test
  void aUnitThatNeverStartsIsNotWaitedForLongerThanAMinute() {
    starts(Duration.ofDays(1));
    SmokeReport report = run();
    assertThat(report.results().get(0).detail().en())
        .isEqualTo("postgresql@16-main.service starting for too long, 10.10.20.10:5432 listens");
    assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(60));
  }

  @Test
  void aUnitThatFailedIsNotWaitedFor() {
    answers.put("unit", "ActiveState=activating\nSubState=auto-restart");
    assertOnlyFailed(SmokeCheck.SERVICE_ACTIVE);
    assertThat(now).isEqualTo(Instant.EPOCH);
  }

  @Test
  void anOpenDoorIsSeen() {
    server =
        login ->
            login.pinned().isEmpty()
                ? new Outcome.Answered(List.of("ralf"), "", "16.15")
                : good(login);
    assertOnlyFailed(SmokeCheck.WITHOUT_TLS);
  }

  @Test
  void aServerThatTakesAnyPasswordIsSeen() {
    server =
        login ->
            login.pinned().isPresent() && login.user().equals("ralf")
                ? good(
                    new SmokeProbe.Login(
                        login.address(),
                        login.port(),
                        login.database(),
                        login.user(),
                        new Secret("right-password".toCharArray()),
                        login.pinned(),
                        login.query(),
                        login.limit()))
                : good(login);
    assertOnlyFailed(SmokeCheck.WRONG_PASSWORD);
  }

  @Test
  void noAnswerIsNoRefusal() {
    server =
        login ->
            login.user().equals("postgres")
                ? new Outcome.NoAnswer(Text.same("timeout"))
                : good(login);
    assertOnlyFailed(SmokeCheck.SUPERUSER);
  }

  @Test
  void aRefusalForAnotherReasonIsNoProof() {
    server =
        login ->
            login.pinned().isEmpty()
                ? new Outcome.Refused("53300", "too many clients")
                : good(login);
    assertOnlyFailed(SmokeCheck.WITHOUT_TLS);
  }

  @Test
  void rulesThatLetStrangersInAreSeen() {
    answers.put(
        "sql:postgres",
        "loaded|1.000000\nchecksums|on\nrule|hostssl|ralf|+ralf_login|0.0.0.0|0.0.0.0|scram-sha-256");
    assertOnlyFailed(SmokeCheck.OUTSIDE);
  }

  @Test
  void theProbeOutsideDecides() {
    outside = Optional.of(login -> new Outcome.Refused("28000", HBA));
    assertThat(run().verdict()).isEqualTo(Verdict.OK);
    outside = Optional.of(login -> new Outcome.Answered(List.of("1"), "TLSv1.3", "16.15"));
    assertOnlyFailed(SmokeCheck.OUTSIDE);
  }

  @Test
  void missingTableNameServiceAndChecksumsAreSeen() {
    resolved = List.of();
    answers.put("sockets", "");
    answers.put(
        "sql:postgres", answers.get("sql:postgres").replace("checksums|on", "checksums|off"));
    server =
        login ->
            login.query().contains("relname")
                ? new Outcome.Answered(List.of("event"), "TLSv1.3", "16.15")
                : good(login);
    assertOnlyFailed(
        SmokeCheck.SERVICE_ACTIVE,
        SmokeCheck.LOCAL_QUERY,
        SmokeCheck.STATE_TABLES,
        SmokeCheck.NAME);
  }

  private final class Resolver implements InternalDns {
    @Override
    public List<Observation> observe(List<Step.Dns> steps) {
      return List.of();
    }

    @Override
    public DnsAbilities abilities() {
      return new DnsAbilities(true, true, DnsAbilities.Pointers.OWN, true);
    }

    @Override
    public void apply(List<Change> changes) {}

    @Override
    public List<Resolution> resolve(DnsName name) {
      return List.of(new Resolution.Answered("10.10.0.1:53", resolved, 300, true));
    }

    @Override
    public List<NameHolder> holders(Ipv4Address address) {
      return List.of();
    }

    @Override
    public MarkedNames marked() {
      return new MarkedNames.Listed(List.of());
    }

    @Override
    public void close() {}
  }

  private static final class NoTunnel implements Tunnel {
    @Override
    public Socket connect(Ipv4Address address, int port, Duration limit) throws IOException {
      throw new IOException("not used");
    }

    @Override
    public void close() {}
  }

  private static final class OneSecret implements SecretSource {
    @Override
    public boolean present(SecretReference reference) {
      return true;
    }

    @Override
    public <T> T use(SecretReference reference, Function<Secret, T> callback) {
      return callback.apply(new Secret("right-password".toCharArray()));
    }

    @Override
    public void create(SecretReference reference) {}
  }
}
