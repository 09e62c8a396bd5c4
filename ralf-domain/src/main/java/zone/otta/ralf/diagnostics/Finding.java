package zone.otta.ralf.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something a person can fix or should know. Findings are values: collected, never thrown.
 *
 * @param at the place in the card, if the card is where it is fixed; the renderer asks the source
 *     map for line and column
 * @param label what to write beside the marked place; may be empty
 * @param notes facts that help to understand it
 * @param help what to do
 */
public record Finding(
    Severity severity,
    Code code,
    Text summary,
    Optional<CardPath> at,
    Text label,
    List<Text> notes,
    Optional<Text> help) {
  private static final Text NONE = Text.same("");

  public Finding {
    Objects.requireNonNull(severity);
    Objects.requireNonNull(code);
    Objects.requireNonNull(summary);
    Objects.requireNonNull(at);
    Objects.requireNonNull(label);
    notes = List.copyOf(notes);
    Objects.requireNonNull(help);
  }

  public static Finding blocker(String code, Text summary) {
    return of(Severity.BLOCKER, code, summary);
  }

  public static Finding warning(String code, Text summary) {
    return of(Severity.WARNUNG, code, summary);
  }

  public static Finding hint(String code, Text summary) {
    return of(Severity.HINWEIS, code, summary);
  }

  private static Finding of(Severity severity, String code, Text summary) {
    return new Finding(
        severity, new Code(code), summary, Optional.empty(), NONE, List.of(), Optional.empty());
  }

  public Finding at(CardPath path) {
    return new Finding(severity, code, summary, Optional.of(path), label, notes, help);
  }

  public Finding label(Text text) {
    return new Finding(severity, code, summary, at, text, notes, help);
  }

  public Finding note(Text text) {
    var more = new ArrayList<>(notes);
    more.add(text);
    return new Finding(severity, code, summary, at, label, more, help);
  }

  public Finding help(Text text) {
    return new Finding(severity, code, summary, at, label, notes, Optional.of(text));
  }
}
