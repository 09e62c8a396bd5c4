package zone.otta.ralf.dns.rfc2136;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.dns.Names;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** Turns readings into observations. The mark of a PTR record is that of the name it points to. */
final class Sights {
  private final Primary primary;
  private final Usage usage;
  private final Name zone;

  Sights(Primary primary, Usage usage, Name zone) {
    this.primary = primary;
    this.usage = usage;
    this.zone = zone;
  }

  Sight address(DnsName wanted, Deadline deadline) {
    Name name = Names.of(wanted);
    return switch (usage.read(name, Type.A, zone, deadline)) {
      case Reading.Unclear u -> Sight.unknown(u.why());
      case Reading.Nothing n -> n.nameExists() ? whatElse(name, zone, deadline) : Sight.absent();
      case Reading.Records r -> only(name, r.set(), a -> address(wanted, a, deadline));
    };
  }

  /** For a removal: whatever else the name holds is not its business. */
  Sight addressOnly(DnsName wanted, Deadline deadline) {
    Name name = Names.of(wanted);
    return switch (usage.read(name, Type.A, zone, deadline)) {
      case Reading.Unclear u -> Sight.unknown(u.why());
      case Reading.Nothing n -> Sight.absent();
      case Reading.Records r -> only(name, r.set(), a -> address(wanted, a, deadline));
    };
  }

  /** RALF makes one record per name; several are somebody else's design. */
  private static Sight only(Name name, List<Record> set, Function<Record, Sight> sight) {
    return set.size() == 1 ? sight.apply(set.get(0)) : Sight.unknown(Findings.holds(name, set));
  }

  private Sight address(DnsName wanted, Record record, Deadline deadline) {
    Facts facts =
        new Facts.Address(wanted, Ipv4Address.of(record.rdataToString()), (int) record.getTTL());
    return switch (primary.read(record.getName(), Type.TXT, zone, deadline)) {
      case Reading.Unclear u -> Sight.unknown(u.why());
      case Reading.Nothing n -> seen(facts, record, List.of());
      case Reading.Records r -> seen(facts, record, r.set());
    };
  }

  private static Sight seen(Facts facts, Record record, List<Record> texts) {
    List<Mark> marks = MarkText.in(texts);
    return switch (marks.size()) {
      case 0 -> new Sight(Observation.Present.of(facts), Optional.empty());
      case 1 -> marked(facts, record, texts, marks.get(0));
      default -> Sight.unknown(Findings.holds(record.getName(), texts));
    };
  }

  private static Sight marked(Facts facts, Record record, List<Record> texts, Mark mark) {
    return new Sight(
        new Observation.Present(facts, Optional.of(mark)),
        Optional.of(new Ours(facts, record, texts, mark)));
  }

  /**
   * No record of the type, but the name may hold others: an empty inner node of the tree holds
   * none.
   */
  private Sight whatElse(Name name, Name within, Deadline deadline) {
    return switch (usage.read(name, Type.ANY, within, deadline)) {
      case Reading.Unclear u -> Sight.unknown(u.why());
      case Reading.Nothing n -> Sight.absent();
      case Reading.Records r -> Sight.unknown(Findings.holds(name, r.set()));
    };
  }

  Sight pointer(Facts.Pointer wanted, Deadline deadline) {
    Name name = Names.reverse(wanted.address());
    Name reverse = Names.absolute(wanted.zone());
    return switch (usage.read(name, Type.PTR, reverse, deadline)) {
      case Reading.Unclear u -> Sight.unknown(u.why());
      case Reading.Nothing n -> n.nameExists() ? whatElse(name, reverse, deadline) : Sight.absent();
      case Reading.Records r -> only(name, r.set(), p -> pointer(wanted, (PTRRecord) p, deadline));
    };
  }

  private Sight pointer(Facts.Pointer wanted, PTRRecord record, Deadline deadline) {
    Optional<DnsName> target = Names.from(record.getTarget());
    if (target.isEmpty()) {
      return Sight.unknown(Findings.holds(record.getName(), List.of(record)));
    }
    Facts facts =
        new Facts.Pointer(wanted.address(), target.get(), wanted.zone(), (int) record.getTTL());
    if (!record.getTarget().subdomain(zone)) {
      return new Sight(Observation.Present.of(facts), Optional.empty());
    }
    return switch (primary.read(record.getTarget(), Type.TXT, zone, deadline)) {
      case Reading.Unclear u -> Sight.unknown(u.why());
      case Reading.Nothing n -> seen(facts, record, List.of());
      case Reading.Records r -> withoutTexts(seen(facts, record, r.set()));
    };
  }

  /** The texts stand in another zone: they cannot be a condition of the PTR's update. */
  private static Sight withoutTexts(Sight sight) {
    return new Sight(
        sight.observation(),
        sight.ours().map(o -> new Ours(o.facts(), o.record(), List.of(), o.mark())));
  }
}
