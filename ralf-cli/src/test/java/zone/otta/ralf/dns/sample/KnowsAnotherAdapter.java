package zone.otta.ralf.dns.sample;

import zone.otta.ralf.secrets.Redactor;

/** Breaks the rules on purpose. */
public final class KnowsAnotherAdapter {
  public String other(Redactor redactor) {
    return redactor.toString();
  }
}
