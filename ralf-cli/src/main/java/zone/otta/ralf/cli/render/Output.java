package zone.otta.ralf.cli.render;

import java.io.PrintStream;
import java.util.List;
import java.util.function.UnaryOperator;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.json.Json;

/**
 * Where results go. Data to standard output; findings and progress to standard error. With {@code
 * --format json} only JSON is printed.
 */
public final class Output {
  private final PrintStream out;
  private final PrintStream err;
  private final Style style;
  private final Language language;
  private final boolean json;
  private UnaryOperator<String> redact = UnaryOperator.identity();

  public Output(PrintStream out, PrintStream err, Style style, Language language, boolean json) {
    this.out = out;
    this.err = err;
    this.style = style;
    this.language = language;
    this.json = json;
  }

  /** The last net under everything that is printed: known secrets are blotted out. */
  public void redactWith(UnaryOperator<String> redactor) {
    this.redact = redactor;
  }

  public UnaryOperator<String> redactor() {
    return redact;
  }

  public boolean json() {
    return json;
  }

  public Style style() {
    return style;
  }

  public Language language() {
    return language;
  }

  /** A line of the result, for people only. */
  public void line(String line) {
    if (!json) {
      write(out, line);
    }
  }

  public void lines(List<String> lines) {
    lines.forEach(this::line);
  }

  /** A line beside the result, for people only. */
  public void aside(String line) {
    if (!json) {
      write(err, line);
    }
  }

  /** The line being worked on, written over by the next; only where the terminal can do that. */
  public void live(String line) {
    if (!json && style.live()) {
      err.print("\r\u001b[2K" + redact.apply(DisplayWidth.fit(line, style.width() - 1)));
      err.flush();
    }
  }

  /** Removes the live line. */
  public void settle() {
    if (!json && style.live()) {
      err.print("\r\u001b[2K");
      err.flush();
    }
  }

  /** Findings, each followed by an empty line. */
  public void findings(List<Found> findings) {
    for (Found found : findings) {
      FindingText.lines(found, style).forEach(this::aside);
      aside("");
    }
  }

  /** The whole result as one document. */
  public void document(Json document) {
    if (json) {
      write(out, SafeText.json(document.pretty()));
    }
  }

  /** One of several records, on a line of its own. */
  public void event(Json event) {
    if (json) {
      write(out, SafeText.json(event.compact()));
    }
  }

  /** Text that is the result itself, whatever the format: a completion script, a help text. */
  public void raw(String text) {
    write(out, text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
  }

  private void write(PrintStream stream, String line) {
    stream.println(redact.apply(line));
    stream.flush();
  }
}
