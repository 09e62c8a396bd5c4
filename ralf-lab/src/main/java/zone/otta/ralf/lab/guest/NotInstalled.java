package zone.otta.ralf.lab.guest;

/** A program of a package that is not installed. */
final class NotInstalled extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotInstalled(String program) {
    super(program);
  }
}
