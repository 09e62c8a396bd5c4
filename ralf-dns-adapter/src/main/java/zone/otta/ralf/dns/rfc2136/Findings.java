package zone.otta.ralf.dns.rfc2136;

import java.util.List;
import java.util.stream.Collectors;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;

/** Findings about what a name holds. */
final class Findings {
  private static final int SHOWN = 5;

  private Findings() {}

  /** The name holds something that is neither nothing nor the one record RALF would have made. */
  static Finding holds(Name name, List<? extends Record> records) {
    return Finding.blocker(
            "RALF-W022",
            Text.of(
                "the name " + name + " holds " + list(records),
                "der Name " + name + " trägt " + list(records)))
        .help(
            Text.of(
                "remove these records, or give the service another DNS name; RALF changes only"
                    + " records that carry its mark",
                "Diese Einträge entfernen oder dem Dienst einen anderen DNS-Namen geben; RALF ändert"
                    + " nur Einträge mit seinem Zeichen"));
  }

  static Finding outside(Name name, Name zone) {
    return Finding.blocker(
            "RALF-W023",
            Text.of(
                "the name " + name + " does not lie in the zone " + zone,
                "der Name " + name + " liegt nicht in der Zone " + zone))
        .help(
            Text.of(
                "correct zone or reverse zone in ralf.yaml, or the service's DNS name",
                "In ralf.yaml die Zone oder Rückwärtszone berichtigen oder den DNS-Namen des Dienstes"));
  }

  static String list(List<? extends Record> records) {
    String shown =
        records.stream()
            .limit(SHOWN)
            .map(r -> Type.string(r.getType()) + " " + r.rdataToString())
            .collect(Collectors.joining(", "));
    return records.size() > SHOWN ? shown + ", ..." : shown;
  }
}
