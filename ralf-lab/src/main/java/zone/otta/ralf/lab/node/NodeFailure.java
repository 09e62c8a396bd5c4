package zone.otta.ralf.lab.node;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The node refuses: an exit code and text of {@code pct}, of which the API shows the same words as
 * message and, for parameters, as one reason each.
 */
public final class NodeFailure extends Exception {
  private static final long serialVersionUID = 1L;
  private static final String PARAMETERS = "Parameter verification failed.\n";
  private final int exit;
  private final String text;
  private final String message;
  private final transient SortedMap<String, String> errors;

  NodeFailure(int exit, String text) {
    this(exit, text, text, new TreeMap<>());
  }

  private NodeFailure(int exit, String text, String message, SortedMap<String, String> errors) {
    super(text);
    this.exit = exit;
    this.text = text;
    this.message = message;
    this.errors = Collections.unmodifiableSortedMap(errors);
  }

  /**
   * Parameters that do not fit.
   *
   * @param errors reason by parameter
   * @param usage the line {@code pct} prints after them
   */
  static NodeFailure parameters(SortedMap<String, String> errors, String usage) {
    return new NodeFailure(255, "400 " + PARAMETERS + lines(errors) + usage, PARAMETERS, errors);
  }

  static NodeFailure parameter(String name, String reason, String usage) {
    return parameters(new TreeMap<>(Map.of(name, reason)), usage);
  }

  /** A value that has no sense at all, with a reason for each part. */
  static NodeFailure nested(int exit, String message, SortedMap<String, String> errors) {
    return new NodeFailure(exit, message + lines(errors), message, errors);
  }

  private static String lines(SortedMap<String, String> errors) {
    var lines = new StringBuilder();
    errors.forEach((name, reason) -> lines.append(name).append(": ").append(reason).append('\n'));
    return lines.toString();
  }

  int exit() {
    return exit;
  }

  /** What {@code pct} prints. */
  String text() {
    return text;
  }

  /** What the API says, with its line end. */
  public String message() {
    return message;
  }

  /** Reason by parameter; empty if it is not about parameters. */
  public SortedMap<String, String> errors() {
    return errors;
  }

  /** Whether the caller's parameters are wrong, rather than the state of the world. */
  public boolean aboutParameters() {
    return message.equals(PARAMETERS);
  }
}
