package zone.otta.ralf.recipe.postgresql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private static final String FINGERPRINT = "fingerprint";
  private static final int SUM_DIGITS = 12;
  private static final int DATE_LENGTH = 10;
  private final GuestQuestion.FileText certificate;
  private final List<Step.WriteFile> changed;
  private final Set<String> ours;

  /**
   * @param changed our text files whose content is another
   * @param ours the names of our roles, whatever they may by now
   */
  public PostgresDrift(Deployment deployment, List<Step.WriteFile> changed, Set<String> ours) {
    this.ours = Set.copyOf(ours);
    this.certificate = new GuestQuestion.FileText(PostgresRecipe.layout(deployment).certificate());
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
    return known(view).stream()
        .map(
            s ->
                new Difference(
                    "role " + s.name(),
                    Difference.PRESENCE,
                    Difference.ABSENT,
                    kind(s),
                    Remedy.PERSON))
        .toList();
  }

  private List<ClusterState.Stranger> known(GuestView view) {
    return PostgresFacts.cluster(view).map(ClusterState::strangers).orElse(List.of()).stream()
        .filter(s -> !ours.contains(s.name()))
        .toList();
  }

  private static String kind(ClusterState.Stranger stranger) {
    return Stream.of(stranger.superuser() ? "superuser" : "", stranger.login() ? "login" : "")
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** What a person should know of what no plan sets right. */
  public List<Finding> findings(GuestView view, List<Difference> differences, Instant now) {
    var findings = new ArrayList<Finding>();
    known(view).forEach(s -> findings.add(finding(s)));
    differences.stream()
        .filter(d -> d.field().equals(FINGERPRINT))
        .forEach(d -> findings.add(exchangedFinding()));
    ending(view, now).ifPresent(findings::add);
    return findings;
  }

  private static Finding finding(ClusterState.Stranger s) {
    Text summary =
        Text.of(
            "role " + s.name() + " is not ours: " + kind(s),
            "Rolle " + s.name() + " ist nicht unsere: " + kind(s));
    return (s.superuser()
            ? Finding.warning("RALF-S022", summary)
            : Finding.hint("RALF-S022", summary))
        .help(
            Text.of(
                "find out who made it; if nobody needs it, drop it as postgres in the container",
                "herausfinden, wer sie anlegte; braucht sie niemand, im Container als postgres löschen"));
  }

  private static Finding exchangedFinding() {
    return Finding.warning(
            "RALF-S021",
            Text.of(
                "the server certificate is not the one that was pinned last",
                "das Serverzertifikat ist nicht das zuletzt festgelegte"))
        .help(
            Text.of(
                "if it was meant, `ralf smoke SERVICE` pins it; else remove it in the container and plan again",
                "war es gewollt, legt `ralf smoke DIENST` es fest; sonst im Container löschen und neu planen"));
  }

  /** A certificate that another hand put there, valid as it may be. */
  public Optional<Difference> exchanged(GuestView view, Sha256 pinned) {
    return seen(view)
        .filter(c -> !c.fingerprint().equals(pinned))
        .map(
            c ->
                new Difference(
                    "certificate",
                    FINGERPRINT,
                    digits(pinned),
                    digits(c.fingerprint()),
                    Remedy.PERSON));
  }

  private static String digits(Sha256 sum) {
    return sum.hex().substring(0, SUM_DIGITS);
  }

  /** {@code RALF-S020} when the certificate's end is near. */
  private Optional<Finding> ending(GuestView view, Instant now) {
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
