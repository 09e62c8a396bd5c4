package zone.otta.ralf.recipe.postgresql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.drift.ChangedLines;
import zone.otta.ralf.drift.Difference;
import zone.otta.ralf.drift.Difference.Remedy;
import zone.otta.ralf.guest.Answers.Answer;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.GuestView;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.plan.Step;

/** What belongs to no step and still matters: strangers, the certificate itself, changed lines. */
public final class PostgresDrift {
  private static final int SUM_DIGITS = 12;
  private static final int DATE_LENGTH = 10;
  private final GuestQuestion.FileText certificate;
  private final List<Step.WriteFile> changed;

  /**
   * @param changed our text files whose content is another
   */
  public PostgresDrift(Deployment deployment, List<Step.WriteFile> changed) {
    this.certificate =
        new GuestQuestion.FileText(PostgresRecipe.layout(deployment).certificate());
    this.changed = List.copyOf(changed);
  }

  /** One call's worth. */
  public List<GuestQuestion> questions() {
    var questions = new ArrayList<GuestQuestion>(List.of(ClusterState.QUESTION, certificate));
    changed.forEach(f -> questions.add(text(f)));
    return questions;
  }

  private static GuestQuestion.FileText text(Step.WriteFile file) {
    return new GuestQuestion.FileText(file.desired().path());
  }

  /** Roles that may log in or do everything and are not ours. */
  public List<Difference> strangers(GuestView view) {
    return PostgresFacts.cluster(view).map(ClusterState::strangers).orElse(List.of()).stream()
        .map(PostgresDrift::stranger)
        .toList();
  }

  private static Difference stranger(ClusterState.Stranger stranger) {
    String kind = stranger.superuser() ? "superuser" : "role";
    return new Difference(
        "role " + stranger.name(),
        Difference.PRESENCE,
        Difference.ABSENT,
        "not ours: " + kind + (stranger.login() ? " with login" : " without login"),
        Remedy.PERSON);
  }

  /** A certificate that another hand put there, valid as it may be. */
  public Optional<Difference> exchanged(GuestView view, Sha256 pinned) {
    return seen(view)
        .filter(c -> !c.fingerprint().equals(pinned))
        .map(
            c ->
                new Difference(
                    "certificate",
                    "fingerprint",
                    digits(pinned),
                    digits(c.fingerprint()),
                    Remedy.PERSON));
  }

  private static String digits(Sha256 sum) {
    return sum.hex().substring(0, SUM_DIGITS);
  }

  /** {@code RALF-S020} when the certificate's end is near. */
  public Optional<Finding> ending(GuestView view, Instant now) {
    return seen(view)
        .filter(c -> !c.end().isAfter(now.plus(ServerCertificate.WARNING)))
        .map(c -> ending(c.end(), now));
  }

  private static Finding ending(Instant end, Instant now) {
    String date = end.toString().substring(0, DATE_LENGTH);
    boolean past = !end.isAfter(now);
    return Finding.warning(
            "RALF-S020",
            Text.of(
                "the server certificate " + (past ? "ended on " : "ends on ") + date,
                "das Serverzertifikat " + (past ? "endete am " : "endet am ") + date))
        .help(
            Text.of(
                "plan again: the plan makes a new key and certificate; clients that pin it need the new one",
                "neu planen: der Plan macht Schlüssel und Zertifikat neu; Clients, die es festlegen, brauchen das neue"));
  }

  private Optional<ServerCertificate> seen(GuestView view) {
    Answer answer = view.to(certificate);
    return answer.ok() ? ServerCertificate.parse(answer.text()) : Optional.empty();
  }

  /** The lines of our files that were changed. */
  public List<ChangedLines> lines(GuestView view) {
    return changed.stream()
        .filter(f -> view.to(text(f)).ok())
        .map(f -> ChangedLines.of(f.desired().path(), f.content(), view.to(text(f)).lines()))
        .toList();
  }
}
