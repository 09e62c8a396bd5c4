package zone.otta.ralf.cli.render;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.gate.Verdict;

/** A checkup as a table; under each line what is wrong and what to do about it. */
public final class CheckupText {
  private static final int TITLE = 17;
  private static final int VERDICT = 8;
  private static final int INDENT = TITLE + VERDICT;
  private final Style style;
  private final Language language;

  public CheckupText(Style style, Language language) {
    this.style = style;
    this.language = language;
  }

  public String head() {
    return style.bold(
        DisplayWidth.pad(say("CHECK", "PRÜFUNG"), TITLE)
            + DisplayWidth.pad(say("RESULT", "STAND"), VERDICT)
            + say("WHAT WAS SEEN", "WAS ZU SEHEN WAR"));
  }

  public List<String> lines(CheckupLine line) {
    String word = line.verdict().map(Verdict::name).orElse("-");
    String head =
        DisplayWidth.pad(line.title(), TITLE)
            + line.verdict().map(style::verdict).orElse("-")
            + " ".repeat(VERDICT - word.length());
    var lines =
        new ArrayList<>(Wrap.lines(head, INDENT, SafeText.of(line.detail()), style.width()));
    line.findings().forEach(found -> lines.addAll(finding(found, line.detail())));
    return lines;
  }

  /** What the line itself says already is not said again. */
  private List<String> finding(Found found, String detail) {
    boolean said = found.summary().equals(detail);
    String code = found.severity() + "[" + found.code() + "]";
    String label = found.label().isEmpty() ? "" : ", " + found.label();
    String what = said ? found.help().orElse("") : found.summary() + label + place(found);
    String start = " ".repeat(TITLE) + style.severity(found.severity(), code);
    if (what.isEmpty()) {
      return List.of(start);
    }
    var lines = new ArrayList<>(wrapped(start + ": ", TITLE + code.length() + 2, what));
    String help = said ? "" : found.help().orElse("");
    if (!help.isEmpty()) {
      lines.addAll(wrapped(" ".repeat(TITLE + 2) + style.faint("= help: "), TITLE + 10, help));
    }
    return lines;
  }

  /** Continues under the severity. */
  private List<String> wrapped(String start, int used, String text) {
    List<String> words = Wrap.lines("", 0, SafeText.of(text), style.width() - used);
    var lines = new ArrayList<String>();
    lines.add(start + words.get(0));
    if (words.size() > 1) {
      String rest = String.join(" ", words.subList(1, words.size()));
      lines.addAll(Wrap.lines(" ".repeat(TITLE + 2), TITLE + 2, rest, style.width()));
    }
    return lines;
  }

  private static String place(Found found) {
    return found.span().map(p -> " (" + p.file() + ":" + p.line() + ")").orElse("");
  }

  /** How many of each, and what to do next. */
  public List<String> end(List<CheckupLine> lines, int remoteCommands) {
    var counts = new ArrayList<String>();
    for (Verdict verdict : Verdict.values()) {
      long count =
          lines.stream().filter(l -> l.verdict().filter(verdict::equals).isPresent()).count();
      if (count > 0) {
        counts.add(count + " " + verdict);
      }
    }
    long unasked = lines.stream().filter(l -> l.verdict().isEmpty()).count();
    if (unasked > 0) {
      counts.add(unasked + say(" not asked", " nicht gefragt"));
    }
    String asked = remoteCommands + say(" remote commands", " Aufrufe am Knoten");
    return List.of(
        "", String.join(", ", counts) + " (" + asked + ")", next(CheckupLine.worst(lines)));
  }

  private String next(Verdict worst) {
    return worst == Verdict.BLOCKER
        ? say(
            "Next: set right what is BLOCKER, then ralf doctor again",
            "Weiter: richten, was BLOCKER ist, dann noch einmal ralf doctor")
        : say("Next: ralf plan CARD", "Weiter: ralf plan KARTE");
  }

  private String say(String en, String de) {
    return language == Language.DE ? de : en;
  }
}
