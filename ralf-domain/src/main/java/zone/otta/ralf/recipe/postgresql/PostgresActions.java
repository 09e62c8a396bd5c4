package zone.otta.ralf.recipe.postgresql;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.guest.GuestInput;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.GuestView;
import zone.otta.ralf.guest.UnitName;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.Ctid;

/** Changes a PostgreSQL service. Everything here may be repeated. */
public final class PostgresActions {
  private final GuestShell shell;
  private final SecretSource secrets;
  private final SecureRandom random = new SecureRandom();

  public PostgresActions(GuestShell shell, SecretSource secrets) {
    this.shell = shell;
    this.secrets = secrets;
  }

  /** Restarts, unless the server itself says that it would not come up again. */
  public void restart(Step.RunService step) {
    var questions = PostgresFacts.questions(step);
    GuestView view = GuestView.of(questions, shell.ask(step.ctid(), questions));
    List<String> errors = PostgresFacts.fileErrors(view);
    if (!errors.isEmpty()) {
      throw new PortException(
          Fault.REFUSED,
          "RALF-A012",
          Text.of(
              "PostgreSQL does not accept its configuration: " + String.join("; ", errors),
              "PostgreSQL nimmt seine Konfiguration nicht an: " + String.join("; ", errors)),
          Text.of(
              "the running server still uses the old one; remove the foreign lines and resume",
              "der laufende Server nutzt noch die alte; fremde Zeilen entfernen und fortsetzen"));
    }
    Optional<ClusterState> before = PostgresFacts.cluster(view);
    if (before.isPresent()) {
      takeBack(step, before.get());
    }
    for (UnitName unit : PostgresFacts.masked(step, view)) {
      shell.require(step.ctid(), new GuestCommand.UnmaskUnit(unit));
    }
    shell.require(step.ctid(), new GuestCommand.EnableUnit(PostgresLayout.META_UNIT));
    shell.require(step.ctid(), new GuestCommand.RestartUnit(step.desired().unit()));
    if (before.isEmpty() && takenBackNow(step)) {
      shell.require(step.ctid(), new GuestCommand.RestartUnit(step.desired().unit()));
    }
  }

  /** A server that was down could not be asked before. */
  private boolean takenBackNow(Step.RunService step) {
    List<GuestQuestion> questions = PostgresFacts.clusterQuestions();
    GuestView view = GuestView.of(questions, shell.ask(step.ctid(), questions));
    return PostgresFacts.cluster(view).filter(c -> takeBack(step, c)).isPresent();
  }

  /**
   * What ALTER SYSTEM put over settings of ours; everything else it set is not our business.
   *
   * @return whether there was anything
   */
  private boolean takeBack(Step.RunService step, ClusterState cluster) {
    List<SettingName> names =
        step.settings().stream()
            .filter(s -> cluster.bySystem(s.name()))
            .map(s -> new SettingName(s.name()))
            .toList();
    if (!names.isEmpty()) {
      psql(step.ctid(), "postgres", PostgresSql.reset(names));
    }
    return !names.isEmpty();
  }

  public void role(Ctid ctid, Facts.Role role) {
    if (role.logsInWith().isEmpty()) {
      psql(ctid, "postgres", PostgresSql.role(role, " PASSWORD NULL"));
      return;
    }
    secrets.use(
        role.logsInWith().get(),
        password -> {
          byte[] salt = new byte[16];
          random.nextBytes(salt);
          try (Secret verifier = ScramVerifier.make(password, salt)) {
            char[] text = verifier.reveal();
            psql(ctid, "postgres", PostgresSql.role(role, " PASSWORD '" + new String(text) + "'"));
            Arrays.fill(text, '\0');
          }
          return role;
        });
  }

  public void database(Step.ProvideDatabase step, Observation observed) {
    if (!(observed instanceof Observation.Present)) {
      psql(step.ctid(), "postgres", PostgresSql.createDatabase(step.desired()));
    }
    psql(step.ctid(), "postgres", PostgresSql.closeDatabase(step.desired()));
  }

  /** Applies the missing migrations; an applied one that differs from ours is never touched. */
  public void migrate(Step.MigrateSchema step, Observation observed) {
    int applied = 0;
    if (observed instanceof Observation.Present present
        && present.facts() instanceof Facts.Schema schema) {
      applied = schema.version();
      List<String> ours = StateSchema.rows();
      if (applied > ours.size()
          || !schema.migrations().equals(StateSchema.sumOf(ours.subList(0, applied)))) {
        throw new PortException(
            Fault.CONFLICT,
            "RALF-A013",
            Text.of(
                "the applied migrations of schema " + step.desired().schema() + " are not ours",
                "die angewandten Migrationen des Schemas "
                    + step.desired().schema()
                    + " sind nicht unsere"),
            Text.of(
                "use the version of RALF that made them, or a newer one",
                "die RALF-Version verwenden, die sie schrieb, oder eine neuere"));
      }
    }
    for (StateSchema.Migration migration : StateSchema.MIGRATIONS) {
      if (migration.version() > applied) {
        psql(step.ctid(), step.desired().database(), migration.script());
      }
    }
  }

  private void psql(Ctid ctid, String database, String script) {
    shell.require(ctid, new GuestCommand.Psql(database, GuestInput.of(script)));
  }
}
