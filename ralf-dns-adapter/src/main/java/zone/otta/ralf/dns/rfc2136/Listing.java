package zone.otta.ralf.dns.rfc2136;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.dns.DnsServer;
import zone.otta.ralf.dns.Names;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.port.MarkedNames;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** The marked addresses of a zone, from its transfer. */
final class Listing {
  private final DnsServer server;
  private final Transfer transfer;
  private final String keyName;

  Listing(DnsServer server, TsigKey key, String keyName) {
    this.server = server;
    this.transfer = new Transfer(server, key);
    this.keyName = keyName;
  }

  MarkedNames of(Name zone) {
    return switch (transfer.of(zone, Deadline.after(Deadline.CALL))) {
      case Transfer.Outcome.Whole whole -> new MarkedNames.Listed(marked(whole.records()));
      case Transfer.Outcome.Refused refused ->
          new MarkedNames.NotListed(notShown(zone, Rcode.string(refused.answer().getRcode())));
      case Transfer.Outcome.TooLarge large -> new MarkedNames.NotListed(tooLarge(zone));
      case Transfer.Outcome.Silent silent -> new MarkedNames.NotListed(silent(zone, silent.why()));
      case Transfer.Outcome.Unverified unverified -> new MarkedNames.NotListed(unverified(zone));
    };
  }

  private static List<MarkedNames.Marked> marked(List<Record> records) {
    Map<Name, List<Record>> names =
        records.stream()
            .collect(
                Collectors.groupingBy(Record::getName, LinkedHashMap::new, Collectors.toList()));
    return names.entrySet().stream().flatMap(e -> marked(e.getKey(), e.getValue())).toList();
  }

  /** A name with two marks is nobody's. */
  private static Stream<MarkedNames.Marked> marked(Name name, List<Record> records) {
    List<Mark> marks = MarkText.in(records.stream().filter(TXTRecord.class::isInstance).toList());
    return marks.size() != 1
        ? Stream.empty()
        : Names.from(name).stream()
            .flatMap(
                n ->
                    records.stream()
                        .filter(ARecord.class::isInstance)
                        .map(a -> new MarkedNames.Marked(facts(n, a), marks.get(0))));
  }

  private static Facts.Address facts(DnsName name, Record address) {
    return new Facts.Address(name, Ipv4Address.of(address.rdataToString()), (int) address.getTTL());
  }

  private Finding notShown(Name zone, String rcode) {
    return Finding.hint(
            "RALF-N060",
            Text.of(
                "the DNS server "
                    + server.name()
                    + " does not show the zone "
                    + zone
                    + ": "
                    + rcode,
                "der DNS-Server " + server.name() + " zeigt die Zone " + zone + " nicht: " + rcode))
        .help(
            Text.of(
                "to let RALF find records without a service: allow-transfer { key "
                    + keyName
                    + "; } in BIND, an acl with action: transfer in Knot, TSIG-ALLOW-AXFR of the zone in"
                    + " PowerDNS",
                "Damit RALF Einträge ohne Dienst findet: allow-transfer { key "
                    + keyName
                    + "; } in BIND, eine acl mit action: transfer in Knot, TSIG-ALLOW-AXFR der Zone in"
                    + " PowerDNS"));
  }

  private static Finding tooLarge(Name zone) {
    return Finding.hint(
        "RALF-N060",
        Text.of(
            "the zone " + zone + " has more than " + Transfer.MOST_RECORDS + " records",
            "die Zone " + zone + " hat mehr als " + Transfer.MOST_RECORDS + " Einträge"));
  }

  private Finding silent(Name zone, Text why) {
    return Finding.hint(
        "RALF-N060",
        Text.of(
            "the DNS server " + server.name() + " did not show the zone " + zone + ": " + why.en(),
            "der DNS-Server "
                + server.name()
                + " zeigte die Zone "
                + zone
                + " nicht: "
                + why.de()));
  }

  private Finding unverified(Name zone) {
    return Finding.hint(
            "RALF-N060",
            Text.of(
                "the zone "
                    + zone
                    + " came from "
                    + server.name()
                    + " without the server's signature, and does not count",
                "die Zone "
                    + zone
                    + " kam von "
                    + server.name()
                    + " ohne die Unterschrift des Servers und zählt nicht"))
        .help(
            Text.of(
                "somebody may stand between, or the server does not sign transfers",
                "Vielleicht steht jemand dazwischen, oder der Server unterschreibt Übertragungen nicht"));
  }
}
