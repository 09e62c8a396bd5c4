package zone.otta.ralf.testkit.world;

/** The process died here. No code catches it but the test. */
public final class SimulatedCrash extends Error {
  private static final long serialVersionUID = 1L;

  public SimulatedCrash(String where) {
    super(where);
  }
}
