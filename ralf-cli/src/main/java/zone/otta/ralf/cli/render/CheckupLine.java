package zone.otta.ralf.cli.render;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.doctor.Check;
import zone.otta.ralf.doctor.Check.Sight;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;

/**
 * One line of a checkup, in the reader's language and with its places.
 *
 * @param subject its word in JSON
 * @param verdict empty: it was not asked
 */
public record CheckupLine(
    String subject,
    String title,
    Sight sight,
    Optional<Verdict> verdict,
    String detail,
    List<Found> findings) {
  public CheckupLine {
    findings = List.copyOf(findings);
  }

  public static CheckupLine of(Check check, Language language, List<Found> findings) {
    return new CheckupLine(
        check.subject().word(),
        check.subject().title().in(language),
        check.sight(),
        Optional.of(check.verdict()).filter(v -> check.sight() != Sight.NOT_ASKED),
        check.detail().in(language),
        findings);
  }

  private Json.Obj json() {
    return Json.object()
        .with("subject", subject)
        .with("result", verdict.map(Verdict::name).orElse("NOT_ASKED"))
        .with("detail", detail)
        .with("findings", Json.array(findings, Found::json));
  }

  /** The worst of all. */
  public static Verdict worst(List<CheckupLine> lines) {
    return lines.stream().flatMap(l -> l.verdict().stream()).reduce(Verdict.OK, Verdict::and);
  }

  public static Json.Obj document(List<CheckupLine> lines, int remoteCommands) {
    return Json.object()
        .with("verdict", worst(lines).name())
        .with("checks", Json.array(lines, CheckupLine::json))
        .with("remote_commands", remoteCommands);
  }
}
