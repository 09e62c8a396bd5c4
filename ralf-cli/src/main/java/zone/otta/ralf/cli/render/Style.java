package zone.otta.ralf.cli.render;

import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.gate.Verdict;

/**
 * What the terminal can do. Colour helps and is never needed.
 *
 * @param live whether a line may be written again
 * @param width columns
 */
public record Style(boolean colour, boolean symbols, boolean live, int width) {
  public static final int WIDTH = 80;
  public static final Style PLAIN = new Style(false, false, false, WIDTH);

  public String verdict(Verdict verdict) {
    return switch (verdict) {
      case OK -> paint("32", "OK");
      case WARNUNG -> paint("33", "WARNUNG");
      case BLOCKER -> paint("31", "BLOCKER");
    };
  }

  public String severity(Severity severity, String text) {
    return switch (severity) {
      case HINWEIS -> paint("36", text);
      case WARNUNG -> paint("1;33", text);
      case BLOCKER -> paint("1;31", text);
    };
  }

  public String bold(String text) {
    return paint("1", text);
  }

  public String faint(String text) {
    return paint("34", text);
  }

  public String done() {
    return symbols ? paint("32", "✓") : "ok";
  }

  public String running() {
    return symbols ? "●" : "..";
  }

  public String bad() {
    return symbols ? paint("31", "✗") : "!!";
  }

  public String arrow() {
    return symbols ? " → " : " -> ";
  }

  public String dot() {
    return symbols ? " · " : ", ";
  }

  private String paint(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
