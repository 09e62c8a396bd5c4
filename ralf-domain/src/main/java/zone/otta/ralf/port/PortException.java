package zone.otta.ralf.port;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.diagnostics.Text;

/**
 * The outside world failed. Says what was tried where and what came back; never holds a secret, and
 * never passes on the message of a library that may have seen one.
 */
public final class PortException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Fault fault;
  private final transient Code code;
  private final transient Text what;
  private final transient Optional<Text> help;

  public PortException(Fault fault, String code, Text what, Optional<Text> help) {
    super(code + ": " + what.en());
    this.fault = Objects.requireNonNull(fault);
    this.code = new Code(code);
    this.what = what;
    this.help = help;
  }

  public PortException(Fault fault, String code, Text what, Text help) {
    this(fault, code, what, Optional.of(help));
  }

  public Fault fault() {
    return fault;
  }

  public Code code() {
    return code;
  }

  /** What was tried, where, what came back. */
  public Text what() {
    return what;
  }

  public Optional<Text> help() {
    return help;
  }

  /** As the reason of something else: the code, and what came back. */
  public Text cited() {
    return Text.of(code + ": " + what.en(), code + ": " + what.de());
  }

  /** The same as a BLOCKER finding. */
  public Finding finding() {
    return new Finding(
        Severity.BLOCKER, code, what, Optional.empty(), Text.same(""), List.of(), help);
  }
}
