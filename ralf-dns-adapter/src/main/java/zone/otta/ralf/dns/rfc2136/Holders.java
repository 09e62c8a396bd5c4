package zone.otta.ralf.dns.rfc2136;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.dns.DnsServer;
import zone.otta.ralf.dns.Names;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.NameHolder;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.Ipv4Address;

/** Who uses an address, by the primary's own reverse zone. */
final class Holders {
  private final Primary primary;
  private final Name zone;
  private final Name reverse;
  private final String source;

  Holders(DnsServer server, Name zone, Name reverse) {
    this.primary = new Primary(server);
    this.zone = zone;
    this.reverse = reverse;
    this.source = "PTR at " + server.name();
  }

  /** Empty for an address that lies outside the reverse zone. */
  List<NameHolder> of(Ipv4Address address, Deadline deadline) {
    Name name = Names.reverse(address);
    return name.subdomain(reverse) ? targets(name, deadline) : List.of();
  }

  private List<NameHolder> targets(Name name, Deadline deadline) {
    var holders = new ArrayList<NameHolder>();
    for (Record record : read(name, deadline)) {
      Name target = ((PTRRecord) record).getTarget();
      holders.add(new NameHolder(target.toString(true), mark(target, deadline), source));
    }
    return holders;
  }

  /** A name with two marks is nobody's, and so is one that only leads elsewhere. */
  private Optional<Mark> mark(Name target, Deadline deadline) {
    List<Mark> marks =
        target.subdomain(zone)
                && primary.read(target, Type.TXT, zone, deadline) instanceof Reading.Records r
            ? MarkText.in(r.set())
            : List.of();
    return marks.size() == 1 ? Optional.of(marks.get(0)) : Optional.empty();
  }

  private List<Record> read(Name name, Deadline deadline) {
    return switch (primary.read(name, Type.PTR, reverse, deadline)) {
      case Reading.Records r -> r.set();
      case Reading.Nothing n -> List.of();
      case Reading.Unclear u -> throw unclear(u);
    };
  }

  private static PortException unclear(Reading.Unclear unclear) {
    var why = unclear.why();
    return new PortException(Fault.NOT_UNDERSTOOD, why.code().id(), why.summary(), why.help());
  }
}
