package zone.otta.ralf.recipe.postgresql;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zone.otta.ralf.guest.Answers.Answer;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.FileStat;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.GuestView;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.guest.UnitName;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.NotUnderstood;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.SecretReference;

/** The facts of a PostgreSQL service, read from the guest's answers. */
public final class PostgresFacts {
  private static final GuestQuestion.Sql SCHEMA =
      new GuestQuestion.Sql(PostgresRecipe.DATABASE, PostgresSql.read("schema.sql"));
  private static final GuestQuestion SOCKETS = new GuestQuestion.Sockets();
  static final String MASKED = "masked";
  private static final GuestQuestion META = new GuestQuestion.UnitState(PostgresLayout.META_UNIT);

  private final SecretSource secrets;
  private final InstantSource clock;

  public PostgresFacts(SecretSource secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  public static List<GuestQuestion> questions(Step.MakeCertificate step) {
    return List.of(
        new GuestQuestion.FileText(step.desired().certificate()),
        new GuestQuestion.FileState(step.desired().key()));
  }

  public static List<GuestQuestion> questions(Step.RunService step) {
    var questions = new ArrayList<GuestQuestion>();
    questions.add(new GuestQuestion.UnitState(step.desired().unit()));
    questions.add(META);
    questions.add(SOCKETS);
    questions.add(ClusterState.QUESTION);
    step.configurationFiles()
        .forEach(f -> questions.add(new GuestQuestion.FileState(new GuestPath(f))));
    return questions;
  }

  public static List<GuestQuestion> clusterQuestions() {
    return List.of(ClusterState.QUESTION);
  }

  public static List<GuestQuestion> schemaQuestions() {
    return List.of(SCHEMA);
  }

  public Observation certificate(Step.MakeCertificate step, GuestView view) {
    Answer text = view.to(new GuestQuestion.FileText(step.desired().certificate()));
    Answer key = view.to(new GuestQuestion.FileState(step.desired().key()));
    if (FileStat.absent(text) || FileStat.absent(key)) {
      return new Observation.Absent();
    }
    if (!text.ok()) {
      return NotUnderstood.by(step, text);
    }
    Optional<FileOwner> keyOwner = FileStat.parse(key).map(FileStat::owner);
    // What is no certificate is as good as none.
    return ServerCertificate.parse(text.text())
        .map(c -> c.facts(step.desired(), keyOwner, clock.instant()))
        .<Observation>map(Observation.Present::of)
        .orElse(new Observation.Absent());
  }

  public Observation service(Step.RunService step, GuestView view) {
    Answer unit = view.to(new GuestQuestion.UnitState(step.desired().unit()));
    if (!unit.ok()) {
      return NotUnderstood.by(step, unit);
    }
    if (unit.lines().contains("LoadState=not-found")) {
      return new Observation.Absent();
    }
    if (starting(unit)) {
      return new Observation.Busy("start: " + step.desired().unit());
    }
    boolean active =
        unit.lines().contains("ActiveState=active") && unit.lines().contains("SubState=running");
    String socket = step.desired().listen() + ":" + step.desired().port();
    boolean listens =
        view.to(SOCKETS).lines().stream().anyMatch(l -> l.contains(" " + socket + " "));
    Optional<ClusterState> cluster = cluster(view);
    boolean inEffect =
        cluster.filter(c -> ServiceDeviations.settled(c) && loadedAfter(c, step, view)).isPresent();
    return Observation.Present.of(
        new Facts.Service(
            step.desired().unit(),
            active,
            startup(unit, view.to(META)),
            step.desired().listen(),
            step.desired().port(),
            listens,
            inEffect,
            cluster.map(c -> ServiceDeviations.of(step, c)).orElse(List.of())));
  }

  /**
   * Its server may listen already; systemd believes it a moment later. A unit that waits for its
   * next attempt is not starting.
   */
  static boolean starting(Answer unit) {
    return unit.lines().contains("ActiveState=activating")
        && !unit.lines().contains("SubState=auto-restart");
  }

  /** The packaging enables the meta unit; either may be masked. */
  private static String startup(Answer unit, Answer meta) {
    if (unit.lines().contains("LoadState=masked") || meta.lines().contains("LoadState=masked")) {
      return MASKED;
    }
    return meta.lines().stream()
        .filter(l -> l.startsWith("UnitFileState="))
        .map(l -> l.substring("UnitFileState=".length()))
        .filter(l -> !l.isEmpty())
        .findFirst()
        .orElse("unknown");
  }

  /** The units somebody masked: they cannot be enabled or started. */
  static List<UnitName> masked(Step.RunService step, GuestView view) {
    return Stream.of(step.desired().unit(), PostgresLayout.META_UNIT)
        .filter(u -> view.to(new GuestQuestion.UnitState(u)).lines().contains("LoadState=masked"))
        .toList();
  }

  private static boolean loadedAfter(ClusterState cluster, Step.RunService step, GuestView view) {
    return step.configurationFiles().stream()
        .map(f -> FileStat.parse(view.to(new GuestQuestion.FileState(new GuestPath(f)))))
        .allMatch(s -> s.filter(x -> x.modified().compareTo(cluster.loadedAt()) < 0).isPresent());
  }

  /**
   * What is wrong with the configuration on disk by the server's own word; empty if it cannot be
   * asked.
   */
  static List<String> fileErrors(GuestView view) {
    return cluster(view).map(ServiceDeviations::errors).orElse(List.of());
  }

  static Optional<ClusterState> cluster(GuestView view) {
    Answer answer = view.to(ClusterState.QUESTION);
    return answer.ok() ? ClusterState.parse(answer.lines()) : Optional.empty();
  }

  public Observation role(Step.Guest step, Facts.Role desired, GuestView view) {
    Optional<ClusterState> cluster = cluster(view);
    if (cluster.isEmpty()) {
      return withoutServer(step, view.to(ClusterState.QUESTION));
    }
    ClusterState.RoleRow row = cluster.get().roles().get(desired.name());
    if (row == null) {
      return new Observation.Absent();
    }
    try {
      return Observation.Present.of(facts(desired, row));
    } catch (PortException e) {
      // Without the secret nobody can tell whether the role still logs in with it.
      return new Observation.Unknown(e.finding());
    }
  }

  private Facts.Role facts(Facts.Role desired, ClusterState.RoleRow row) {
    return new Facts.Role(
        desired.name(),
        row.login(),
        row.inherit(),
        row.attributes(),
        row.memberOf(),
        verifier(row),
        desired.logsInWith().filter(r -> opens(r, row)));
  }

  private static String verifier(ClusterState.RoleRow row) {
    return row.hasVerifier()
        ? row.iterations().map(ScramVerifier::form).orElse(ScramVerifier.OTHER)
        : ScramVerifier.NONE;
  }

  private boolean opens(SecretReference reference, ClusterState.RoleRow row) {
    return row.iterations().isPresent()
        && secrets.use(
            reference,
            s -> ScramVerifier.matches(s, row.iterations().get(), row.salt(), row.storedKeySum()));
  }

  public Observation database(Step.ProvideDatabase step, GuestView view) {
    Optional<ClusterState> cluster = cluster(view);
    if (cluster.isEmpty()) {
      return withoutServer(step, view.to(ClusterState.QUESTION));
    }
    ClusterState.DatabaseRow row = cluster.get().databases().get(step.desired().name());
    return row == null
        ? new Observation.Absent()
        : Observation.Present.of(
            new Facts.Database(
                step.desired().name(), row.owner(), row.encoding(), row.locale(), row.closed()));
  }

  /**
   * No server, no psql or no user yet: what the server would hold cannot be seen, and is not
   * absent.
   */
  private static Observation withoutServer(Step.Guest step, Answer answer) {
    String text = answer.text();
    boolean noServer =
        !answer.ok()
            && (text.contains("user postgres does not exist")
                || text.contains("failed to execute psql")
                || (text.contains("connection to server on socket")
                    && text.contains("Is the server running locally")));
    return noServer ? new Observation.InNewContainer() : NotUnderstood.by(step, answer);
  }

  public Observation schema(Step.MigrateSchema step, GuestView view) {
    Answer answer = view.to(SCHEMA);
    String text = answer.text();
    if (text.contains("relation \"state.migration\" does not exist")
        || text.contains("database \"" + step.desired().database() + "\" does not exist")) {
      return new Observation.Absent();
    }
    if (!answer.ok()) {
      return withoutServer(step, answer);
    }
    Sha256 sum = StateSchema.sumOf(answer.lines());
    return Observation.Present.of(
        new Facts.Schema(
            step.desired().database(), step.desired().schema(), answer.lines().size(), sum));
  }
}
