package zone.otta.ralf.cli.render;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.json.Json;

/**
 * A finding in the reader's language and with its place: what is printed, as JSON or for people.
 */
public record Found(
    Severity severity,
    String code,
    String summary,
    Optional<Place> span,
    String label,
    List<String> notes,
    Optional<String> help) {
  public Found {
    notes = List.copyOf(notes);
  }

  public static Found of(Finding finding, Language language) {
    return of(finding, language, path -> Optional.empty());
  }

  /**
   * @param places where the parts of the card stand
   */
  public static Found of(
      Finding finding, Language language, Function<CardPath, Optional<Place>> places) {
    return new Found(
        finding.severity(),
        finding.code().id(),
        finding.summary().in(language),
        finding.at().flatMap(places),
        finding.label().in(language),
        finding.notes().stream().map(n -> n.in(language)).toList(),
        finding.help().map(h -> h.in(language)));
  }

  public static List<Found> all(List<Finding> findings, Language language) {
    return findings.stream().map(f -> of(f, language)).toList();
  }

  public Json.Obj json() {
    Json.Obj json =
        Json.object()
            .with("code", code)
            .with("severity", severity.name())
            .with("summary", summary)
            .withOptional("span", span, Place::json);
    if (!label.isEmpty()) {
      json = json.with("label", label);
    }
    if (!notes.isEmpty()) {
      json = json.with("notes", Json.strings(notes));
    }
    return json.withOptional("help", help, Json.Str::new);
  }
}
