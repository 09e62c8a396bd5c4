package zone.otta.ralf.lab.node;

/** A command ends with this exit code and this text on standard error. */
final class PctFailure extends Exception {
  private static final long serialVersionUID = 1L;
  private final int exit;
  private final String text;

  PctFailure(int exit, String text) {
    super(text);
    this.exit = exit;
    this.text = text;
  }

  int exit() {
    return exit;
  }

  String text() {
    return text;
  }
}
