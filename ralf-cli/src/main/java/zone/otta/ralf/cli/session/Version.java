package zone.otta.ralf.cli.session;

/** The version of this RALF. It is part of every plan's hash. */
public final class Version {
  public static final String RALF = "0.1.0";

  private Version() {}
}
