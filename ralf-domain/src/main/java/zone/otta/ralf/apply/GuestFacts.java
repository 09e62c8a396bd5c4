package zone.otta.ralf.apply;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.guest.Answers.Answer;
import zone.otta.ralf.guest.FileStat;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.GuestView;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.NotUnderstood;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.recipe.postgresql.PostgresFacts;
import zone.otta.ralf.site.Ctid;

/**
 * Observes the steps inside a container: the questions of all steps in one call, then each step's
 * facts.
 */
public final class GuestFacts {
  private final GuestShell shell;
  private final PostgresFacts postgres;

  public GuestFacts(GuestShell shell, SecretSource secrets, InstantSource clock) {
    this.shell = shell;
    this.postgres = new PostgresFacts(secrets, clock);
  }

  /** One remote call. All steps belong to the same container. */
  public List<Observation> observe(Ctid ctid, List<Step.Guest> steps) {
    if (steps.isEmpty()) {
      return List.of();
    }
    var questions = new LinkedHashSet<GuestQuestion>();
    steps.forEach(s -> questions.addAll(questions(s)));
    List<GuestQuestion> asked = new ArrayList<>(questions);
    GuestView view = GuestView.of(asked, shell.ask(ctid, asked));
    return steps.stream().map(s -> observation(s, view)).toList();
  }

  private static List<GuestQuestion> questions(Step.Guest step) {
    return switch (step) {
      case Step.WriteFile file -> List.of(new GuestQuestion.FileState(file.desired().path()));
      case Step.InstallPackage install ->
          List.of(new GuestQuestion.PackageState(install.packageName()));
      case Step.MakeCertificate make -> PostgresFacts.questions(make);
      case Step.RunService run -> PostgresFacts.questions(run);
      case Step.ProvideRole role -> PostgresFacts.clusterQuestions();
      case Step.ExchangeVerifier exchange -> PostgresFacts.clusterQuestions();
      case Step.ProvideDatabase database -> PostgresFacts.clusterQuestions();
      case Step.MigrateSchema schema -> PostgresFacts.schemaQuestions();
    };
  }

  private Observation observation(Step.Guest step, GuestView view) {
    return switch (step) {
      case Step.WriteFile file -> file(file, view);
      case Step.InstallPackage install -> installed(install, view);
      case Step.MakeCertificate make -> postgres.certificate(make, view);
      case Step.RunService run -> postgres.service(run, view);
      case Step.ProvideRole role -> postgres.role(role, role.desired(), view);
      case Step.ExchangeVerifier exchange -> postgres.role(exchange, exchange.desired(), view);
      case Step.ProvideDatabase database -> postgres.database(database, view);
      case Step.MigrateSchema schema -> postgres.schema(schema, view);
    };
  }

  private static Observation file(Step.WriteFile step, GuestView view) {
    Answer answer = view.to(new GuestQuestion.FileState(step.desired().path()));
    if (FileStat.absent(answer)) {
      return new Observation.Absent();
    }
    Optional<FileStat> stat = FileStat.parse(answer);
    return stat.<Observation>map(
            s ->
                Observation.Present.of(
                    new Facts.GuestFile(step.desired().path(), s.owner(), s.content())))
        .orElseGet(() -> NotUnderstood.by(step, answer));
  }

  private static Observation installed(Step.InstallPackage step, GuestView view) {
    Answer answer = view.to(new GuestQuestion.PackageState(step.packageName()));
    String text = answer.text();
    if (text.contains("no packages found matching")) {
      return new Observation.Absent();
    }
    if (!answer.ok() || answer.lines().isEmpty()) {
      return NotUnderstood.by(step, answer);
    }
    String[] words = answer.lines().get(0).split(" ", -1);
    if (!words[0].equals("installed")) {
      // not-installed, config-files, or left half done by an interrupted installation
      return new Observation.Absent();
    }
    return words.length == 2 && words[1].matches("\\d{1,4}[.+~-].*")
        ? Observation.Present.of(
            new Facts.Package(step.packageName(), Integer.parseInt(words[1].split("[.+~-]", 2)[0])))
        : NotUnderstood.by(step, answer);
  }
}
