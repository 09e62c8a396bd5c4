package zone.otta.ralf.cli.commands.sample;

import zone.otta.ralf.secrets.Redactor;

/** Breaks the rules on purpose. */
public final class KnowsAnAdapter {
  public String adapter(Redactor redactor) {
    return redactor.toString();
  }
}
