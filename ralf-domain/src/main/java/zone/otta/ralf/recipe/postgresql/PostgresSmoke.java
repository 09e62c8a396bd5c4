package zone.otta.ralf.recipe.postgresql;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Answers.Answer;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.GuestView;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.port.SmokeProbe;
import zone.otta.ralf.port.SmokeProbe.Outcome;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.smoke.ResolvedName;
import zone.otta.ralf.smoke.SmokeCheck;
import zone.otta.ralf.smoke.SmokeReport;
import zone.otta.ralf.smoke.SmokeResult;

/**
 * Judges a PostgreSQL service from outside the guest. A refusal counts only in the server's own
 * words, and beside a login that succeeds with the one thing changed.
 */
public final class PostgresSmoke {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final String NO_RULE = "pg_hba.conf rejects connection for host";
  private static final GuestQuestion.Sql LOCAL =
      new GuestQuestion.Sql(PostgresRecipe.DATABASE, "SELECT 'local|' || current_user;");
  private static final List<String> TABLES =
      List.of(
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
          "stream");
  private static final String STATE_TABLES =
      "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = 'state' AND c.relkind = 'r' ORDER BY 1";

  private final Deployment deployment;
  private final PostgresLayout layout;
  private final GuestShell shell;
  private final InternalDns dns;
  private final SecretSource secrets;
  private final SmokeProbe probe;
  private final Tunnel inside;
  private final Optional<Tunnel> outside;
  private final InstantSource clock;
  private final Consumer<Duration> pause;

  public PostgresSmoke(
      Deployment deployment,
      GuestShell shell,
      InternalDns dns,
      SecretSource secrets,
      SmokeProbe probe,
      Tunnel inside,
      Optional<Tunnel> outside,
      InstantSource clock,
      Consumer<Duration> pause) {
    this.deployment = deployment;
    this.layout = PostgresRecipe.layout(deployment);
    this.shell = shell;
    this.dns = dns;
    this.secrets = secrets;
    this.probe = probe;
    this.inside = inside;
    this.outside = outside;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Runs all checks in order; each result is also told as it is known. A unit that is starting, as
   * after a reboot, is given 60 s first: its server answers before systemd calls it active.
   *
   * @throws PortException if the guest cannot be asked at all
   */
  public SmokeReport run(Consumer<SmokeResult> told) {
    GuestView view = lookAtStarted();
    Optional<ServerCertificate> certificate =
        ServerCertificate.parse(view.to(new GuestQuestion.FileText(layout.certificate())).text());
    var results = new ArrayList<SmokeResult>();
    for (SmokeCheck check : SmokeCheck.values()) {
      SmokeResult result = judge(check, view, certificate);
      told.accept(result);
      results.add(result);
    }
    return new SmokeReport(results, certificate.map(ServerCertificate::fingerprint));
  }

  private GuestView lookAtStarted() {
    Instant end = clock.instant().plus(START_LIMIT);
    GuestView view = look();
    while (PostgresFacts.starting(unit(view)) && clock.instant().isBefore(end)) {
      pause.accept(LOOK_AGAIN);
      view = look();
    }
    return view;
  }

  private Answer unit(GuestView view) {
    return view.to(new GuestQuestion.UnitState(layout.unit()));
  }

  private GuestView look() {
    List<GuestQuestion> questions =
        List.of(
            new GuestQuestion.UnitState(layout.unit()),
            new GuestQuestion.Sockets(),
            new GuestQuestion.FileText(layout.certificate()),
            ClusterState.QUESTION,
            LOCAL,
            inside());
    return GuestView.of(questions, shell.ask(deployment.placement().ctid(), questions));
  }

  private GuestQuestion.HostAddress inside() {
    return new GuestQuestion.HostAddress(deployment.placement().dns());
  }

  private SmokeResult judge(
      SmokeCheck check, GuestView view, Optional<ServerCertificate> certificate) {
    return switch (check) {
      case SERVICE_ACTIVE -> active(view);
      case LOCAL_QUERY -> local(view);
      case REMOTE_SCRAM -> remote(certificate);
      case WRONG_PASSWORD -> wrongPassword(certificate);
      case WITHOUT_TLS -> withoutTls();
      case SUPERUSER -> superuser(certificate);
      case OUTSIDE -> fromOutside(view, certificate);
      case STATE_TABLES -> tables(certificate);
      case NAME -> name(view);
    };
  }

  private SmokeResult active(GuestView view) {
    boolean active = unit(view).lines().contains("ActiveState=active");
    String socket = deployment.address() + ":" + PostgresLayout.PORT;
    boolean listens =
        view.to(new GuestQuestion.Sockets()).lines().stream()
            .anyMatch(l -> l.contains(" " + socket + " "));
    Text detail =
        Text.of(
            layout.unit()
                + (active ? " active" : still(view, " starting for too long", " not active"))
                + ", "
                + socket
                + (listens ? " listens" : " does not listen"),
            layout.unit()
                + (active ? " aktiv" : still(view, " startet seit zu langer Zeit", " nicht aktiv"))
                + ", "
                + socket
                + (listens ? " lauscht" : " lauscht nicht"));
    return result(SmokeCheck.SERVICE_ACTIVE, active && listens, detail);
  }

  private String still(GuestView view, String starting, String otherwise) {
    return PostgresFacts.starting(unit(view)) ? starting : otherwise;
  }

  private SmokeResult local(GuestView view) {
    var answer = view.to(LOCAL);
    boolean checksums = PostgresFacts.cluster(view).filter(ClusterState::checksums).isPresent();
    boolean ok = answer.ok() && answer.text().strip().equals("local|postgres");
    return result(
        SmokeCheck.LOCAL_QUERY,
        ok && checksums,
        Text.of(
            (ok ? "peer login as postgres" : "no answer on the socket")
                + ", data checksums "
                + (checksums ? "on" : "off"),
            (ok ? "Peer-Anmeldung als postgres" : "keine Antwort am Socket")
                + ", Prüfsummen "
                + (checksums ? "an" : "aus")));
  }

  private SmokeResult remote(Optional<ServerCertificate> certificate) {
    if (certificate.isEmpty()) {
      return noCertificate(SmokeCheck.REMOTE_SCRAM);
    }
    return switch (login(inside, PostgresRecipe.LOGIN, certificate, "SELECT current_user", true)) {
      case Outcome.Answered a ->
          result(
              SmokeCheck.REMOTE_SCRAM,
              a.rows().equals(List.of(PostgresRecipe.LOGIN)) && a.tls().equals("TLSv1.3"),
              Text.same(
                  PostgresRecipe.LOGIN + ", " + a.tls() + ", PostgreSQL " + a.serverVersion()));
      case Outcome.Refused r -> SmokeResult.failed(SmokeCheck.REMOTE_SCRAM, words(r));
      case Outcome.NoAnswer n -> SmokeResult.failed(SmokeCheck.REMOTE_SCRAM, n.why());
    };
  }

  private SmokeResult wrongPassword(Optional<ServerCertificate> certificate) {
    if (certificate.isEmpty()) {
      return noCertificate(SmokeCheck.WRONG_PASSWORD);
    }
    Outcome outcome = login(inside, PostgresRecipe.LOGIN, certificate, "SELECT 1", false);
    return refusal(SmokeCheck.WRONG_PASSWORD, outcome, "28P01", "password authentication failed");
  }

  private SmokeResult withoutTls() {
    Outcome outcome = login(inside, PostgresRecipe.LOGIN, Optional.empty(), "SELECT 1", true);
    if (!deployment.tlsRequired()) {
      return SmokeResult.ok(
          SmokeCheck.WITHOUT_TLS,
          Text.of("the card makes TLS optional", "laut Karte ist TLS freigestellt"));
    }
    return refusal(SmokeCheck.WITHOUT_TLS, outcome, "28000", NO_RULE);
  }

  private SmokeResult superuser(Optional<ServerCertificate> certificate) {
    return certificate.isEmpty()
        ? noCertificate(SmokeCheck.SUPERUSER)
        : refusal(
            SmokeCheck.SUPERUSER,
            login(inside, "postgres", certificate, "SELECT 1", true),
            "28000",
            NO_RULE);
  }

  /** By the rules the server has loaded, and really tried where the site has a probe outside. */
  private SmokeResult fromOutside(GuestView view, Optional<ServerCertificate> certificate) {
    Ipv4Address stranger = HostBasedAuthentication.outside(deployment.clients());
    String method =
        PostgresFacts.cluster(view)
            .map(
                c ->
                    HostBasedAuthentication.decide(
                        c.rules(),
                        PostgresRecipe.DATABASE,
                        PostgresRecipe.LOGIN,
                        List.of("ralf_login", "ralf_append", "ralf_read"),
                        stranger,
                        true))
            .orElse("unknown");
    if (!method.equals("reject")) {
      return SmokeResult.failed(
          SmokeCheck.OUTSIDE,
          Text.of(
              "pg_hba.conf says " + method + " to " + stranger,
              "pg_hba.conf sagt " + method + " zu " + stranger));
    }
    if (outside.isEmpty() || certificate.isEmpty()) {
      return SmokeResult.ok(
          SmokeCheck.OUTSIDE,
          Text.of(
              "by the loaded rules (reject for " + stranger + "); the site names no outside probe",
              "nach den geladenen Regeln (reject für "
                  + stranger
                  + "); der Standort nennt keine Sonde außerhalb"));
    }
    return refusal(
        SmokeCheck.OUTSIDE,
        login(outside.get(), PostgresRecipe.LOGIN, certificate, "SELECT 1", true),
        "28000",
        NO_RULE);
  }

  private SmokeResult tables(Optional<ServerCertificate> certificate) {
    if (certificate.isEmpty()) {
      return noCertificate(SmokeCheck.STATE_TABLES);
    }
    return switch (login(inside, PostgresRecipe.LOGIN, certificate, STATE_TABLES, true)) {
      case Outcome.Answered a ->
          result(
              SmokeCheck.STATE_TABLES,
              a.rows().containsAll(TABLES),
              Text.of(
                  a.rows().size() + " tables in schema state",
                  a.rows().size() + " Tabellen im Schema state"));
      case Outcome.Refused r -> SmokeResult.failed(SmokeCheck.STATE_TABLES, words(r));
      case Outcome.NoAnswer n -> SmokeResult.failed(SmokeCheck.STATE_TABLES, n.why());
    };
  }

  private SmokeResult name(GuestView view) {
    try {
      DnsName name = deployment.placement().dns();
      return ResolvedName.judge(
          name, deployment.address(), dns.resolve(name), view.to(inside()).lines(), dns.remarks());
    } catch (PortException e) {
      return SmokeResult.failed(SmokeCheck.NAME, e.what());
    }
  }

  private Outcome login(
      Tunnel through,
      String user,
      Optional<ServerCertificate> tls,
      String query,
      boolean rightPassword) {
    return secrets.use(
        deployment.secret(),
        password -> {
          try (Secret used = rightPassword ? password.copy() : wrong(password)) {
            return probe.login(as(deployment, user, used, tls, query), through);
          }
        });
  }

  /** One attempt at the service's database. */
  static SmokeProbe.Login as(
      Deployment deployment,
      String user,
      Secret password,
      Optional<ServerCertificate> tls,
      String query) {
    return new SmokeProbe.Login(
        deployment.address(),
        PostgresLayout.PORT,
        PostgresRecipe.DATABASE,
        user,
        password,
        tls.map(ServerCertificate::pem),
        query,
        LIMIT);
  }

  /**
   * Of the same length, with the last character changed: never the right one, and no guess of it.
   */
  private static Secret wrong(Secret right) {
    char[] chars = "x".repeat(right.length()).toCharArray();
    Secret candidate = new Secret(chars);
    if (candidate.equals(right)) {
      chars[0] = 'y';
      return new Secret(chars);
    }
    return candidate;
  }

  private static SmokeResult refusal(
      SmokeCheck check, Outcome outcome, String sqlState, String fixedPart) {
    return switch (outcome) {
      case Outcome.Answered a ->
          SmokeResult.failed(
              check,
              Text.of("the server let the client in", "der Server hat den Client eingelassen"));
      case Outcome.Refused r ->
          result(check, r.sqlState().equals(sqlState) && r.message().contains(fixedPart), words(r));
      case Outcome.NoAnswer n ->
          SmokeResult.failed(
              check,
              Text.of(
                  "no refusal, but no answer: " + n.why().en(),
                  "keine Abweisung, sondern keine Antwort: " + n.why().de()));
    };
  }

  private static SmokeResult noCertificate(SmokeCheck check) {
    return SmokeResult.failed(
        check, Text.of("no server certificate to pin", "kein Serverzertifikat zum Festlegen"));
  }

  private static SmokeResult result(SmokeCheck check, boolean ok, Text detail) {
    return ok ? SmokeResult.ok(check, detail) : SmokeResult.failed(check, detail);
  }

  private static Text words(Outcome.Refused refused) {
    return Text.same(refused.sqlState() + " " + refused.message());
  }
}
