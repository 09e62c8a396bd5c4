package zone.otta.ralf.cli.render;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.json.Json;

/**
 * Where results go. Data to standard output; findings and progress to standard error. With {@code
 * --format json} only JSON is printed. Thread-safe: a line is printed whole, and not into the line
 * being worked on.
 */
public final class Output {
  private final PrintStream out;
  private final PrintStream err;
  private final Style style;
  private final Language language;
  private final boolean json;
  private final List<Found> notices = new ArrayList<>();
  private UnaryOperator<String> redact = UnaryOperator.identity();
  private boolean working;

  public Output(PrintStream out, PrintStream err, Style style, Language language, boolean json) {
    this.out = out;
    this.err = err;
    this.style = style;
    this.language = language;
    this.json = json;
  }

  /** The last net under everything that is printed: known secrets are blotted out from now on. */
  public synchronized void redactAlso(UnaryOperator<String> redactor) {
    UnaryOperator<String> before = redact;
    this.redact = text -> redactor.apply(before.apply(text));
  }

  public synchronized UnaryOperator<String> redactor() {
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
  public synchronized void live(String line) {
    if (!json && style.live()) {
      working = true;
      err.print("\r\u001b[2K" + redact.apply(DisplayWidth.fit(line, style.width() - 1)));
      err.flush();
    }
  }

  /** Removes the live line. */
  public synchronized void settle() {
    if (!json && style.live()) {
      working = false;
      err.print("\r\u001b[2K");
      err.flush();
    }
  }

  /** Findings, each followed by an empty line. */
  public synchronized void findings(List<Found> findings) {
    for (Found found : findings) {
      FindingText.lines(found, style).forEach(this::aside);
      aside("");
    }
  }

  /**
   * Something to know beside the result. In JSON it goes with whatever is printed next: as the
   * document's member {@code notices}, or as an event of its own before the event.
   */
  public synchronized void notice(Found found) {
    if (json) {
      notices.add(found);
    } else {
      findings(List.of(found));
    }
  }

  /** The whole result as one document. */
  public synchronized void document(Json.Obj document) {
    if (json) {
      Json.Obj whole =
          notices.isEmpty() ? document : document.with("notices", Json.array(notices, Found::json));
      notices.clear();
      write(out, SafeText.json(whole.pretty()));
    }
  }

  /** One of several records, on a line of its own. */
  public synchronized void event(Json event) {
    if (json) {
      List<Found> before = List.copyOf(notices);
      notices.clear();
      before.forEach(n -> event(Json.object().with("event", "notice").with("finding", n.json())));
      write(out, SafeText.json(event.compact()));
    }
  }

  /** Whether nobody reads the results any more: the pipe was closed. */
  public boolean lost() {
    return out.checkError();
  }

  /** Text that is the result itself, whatever the format: a completion script, a help text. */
  public void raw(String text) {
    write(out, text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
  }

  private synchronized void write(PrintStream stream, String line) {
    if (working) {
      settle();
    }
    stream.println(redact.apply(line));
    stream.flush();
  }
}
