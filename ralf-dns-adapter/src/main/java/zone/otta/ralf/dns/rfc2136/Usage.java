package zone.otta.ralf.dns.rfc2136;

import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Type;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.port.PortException;

/**
 * What a name itself holds. A question also finds what a wildcard above lends to a name that nobody
 * uses; the prerequisites of an update do not (RFC 2136 section 2.4), so a signed update that would
 * change nothing tells the two apart.
 */
final class Usage {
  private final Primary primary;
  private final SignedExchange exchange;

  Usage(Primary primary, SignedExchange exchange) {
    this.primary = primary;
    this.exchange = exchange;
  }

  /** As {@link Primary#read}, without what wildcards lend. */
  Reading read(Name name, int type, Name zone, Deadline deadline) {
    Reading reading = primary.read(name, type, zone, deadline);
    return reading.something()
            && belowWildcard(name, zone, deadline)
            && isFree(name, zone, deadline)
        ? new Reading.Nothing(false)
        : reading;
  }

  private boolean belowWildcard(Name name, Name zone, Deadline deadline) {
    if (!name.subdomain(zone)) {
      return false;
    }
    for (int labels = 1; name.labels() - labels >= zone.labels(); labels++) {
      if (primary.read(wildcard(name, labels), Type.ANY, zone, deadline).something()) {
        return true;
      }
    }
    return false;
  }

  private static Name wildcard(Name name, int labels) {
    try {
      return Name.concatenate(Name.fromConstantString("*"), new Name(name, labels));
    } catch (NameTooLongException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whoever may not ask so takes the name for used. */
  private boolean isFree(Name name, Name zone, Deadline deadline) {
    try {
      exchange.send(Updates.nothingIfFree(name, zone), deadline);
      return true;
    } catch (PortException e) {
      return false;
    }
  }
}
