package zone.otta.ralf.dns;

import org.xbill.DNS.Name;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/** What is said when a server is silent or strange. */
public final class Complaints {
  private Complaints() {}

  /** A question got no answer: nothing is known, least of all that the name is free. */
  public static PortException silent(DnsServer server, NoAnswer why) {
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-W020",
        Text.of(
            "the DNS server " + server.name() + " does not answer: " + why.why().en(),
            "der DNS-Server " + server.name() + " antwortet nicht: " + why.why().de()),
        Text.of(
            "check that it runs and that this machine reaches its port; nothing was concluded",
            "Prüfen, ob er läuft und ob diese Maschine seinen Port erreicht; es wurde nichts daraus"
                + " geschlossen"));
  }

  /** An answer that proves nothing. */
  public static PortException strange(DnsServer server, Name name, String seen) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W023",
        Text.of(
            "the DNS server " + server.name() + " answered " + seen + " for " + name,
            "der DNS-Server " + server.name() + " antwortete " + seen + " auf " + name),
        Text.of(
            "ask it yourself: dig @SERVER NAME; nothing was concluded from the answer",
            "Selbst fragen: dig @SERVER NAME; aus der Antwort wurde nichts geschlossen"));
  }
}
