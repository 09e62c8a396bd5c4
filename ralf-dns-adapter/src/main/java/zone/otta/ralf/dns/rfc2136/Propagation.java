package zone.otta.ralf.dns.rfc2136;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.Name;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Serial;
import org.xbill.DNS.Type;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.port.PortException;

/**
 * Whether changes get about: a server must raise the zone's serial with every change, and those who
 * copy the zone must follow (RFC 1982, RFC 1996). Nothing here is a failure: the record is there.
 */
final class Propagation {
  /** A remark is not worth more of the time that a change has. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final Primary primary;
  private final Secondaries secondaries;
  private final Map<Name, Optional<SOARecord>> before = new ConcurrentHashMap<>();
  private final Set<Name> changed = ConcurrentHashMap.newKeySet();

  Propagation(Primary primary, Secondaries secondaries) {
    this.primary = primary;
    this.secondaries = secondaries;
  }

  /** To be told before the first change of a zone, and before each other one. */
  void changing(Name zone, Deadline deadline) {
    before.computeIfAbsent(zone, z -> soa(z, deadline.within(MOMENT)));
  }

  void changed(Name zone) {
    changed.add(zone);
  }

  List<Finding> remarks() {
    Deadline deadline = Deadline.after(Deadline.CALL);
    var remarks = new ArrayList<Finding>();
    for (Name zone : changed.stream().sorted().toList()) {
      Optional<SOARecord> now = soa(zone, deadline);
      before.getOrDefault(zone, Optional.empty()).stream()
          .flatMap(b -> now.filter(n -> Serial.compare(n.getSerial(), b.getSerial()) <= 0).stream())
          .map(n -> unmoved(zone, n))
          .forEach(remarks::add);
      now.ifPresent(soa -> remarks.addAll(secondaries.behind(soa)));
    }
    return remarks;
  }

  private Optional<SOARecord> soa(Name zone, Deadline deadline) {
    try {
      return primary.read(zone, Type.SOA, zone, deadline) instanceof Reading.Records r
          ? Optional.of((SOARecord) r.set().get(0))
          : Optional.empty();
    } catch (PortException e) {
      return Optional.empty();
    }
  }

  private static Finding unmoved(Name zone, SOARecord soa) {
    return Finding.warning(
            "RALF-W055",
            Text.of(
                "the zone " + zone + " was changed, but its serial is still " + soa.getSerial(),
                "die Zone "
                    + zone
                    + " wurde geändert, aber ihre Seriennummer ist noch immer "
                    + soa.getSerial()))
        .help(
            Text.of(
                "who copies this zone does not learn of the change: let the server raise the serial"
                    + " with every update",
                "Wer diese Zone kopiert, erfährt nichts davon: den Server die Seriennummer bei jeder"
                    + " Änderung erhöhen lassen"));
  }
}
