package zone.otta.ralf.dns.rfc2136;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.dns.Names;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.site.Ipv4Address;

/**
 * The messages. Each says in its prerequisites what it relies on (RFC 2136 section 2.4), so that
 * the server decides in one act whether that still holds.
 */
final class Updates {
  private Updates() {}

  /** A record and owner TXT at a name nobody uses, or in place of what was seen as ours. */
  static Update address(Facts.Address wanted, Name zone, Mark mark, Optional<Ours> ours) {
    Name name = Names.of(wanted.name());
    int ttl = wanted.ttlSeconds();
    Update update = new Update(zone);
    ours.ifPresentOrElse(o -> replace(update, o), () -> update.absent(name));
    update.add(new ARecord(name, DClass.IN, ttl, inet(wanted.address())));
    update.add(MarkText.record(name, ttl, mark));
    return update;
  }

  /**
   * Makes the one address record of a name ours, if it is still just as it was seen; its lifetime
   * becomes the wanted one.
   */
  static Update adoption(Facts.Address wanted, Facts.Address seen, Name zone, Mark mark) {
    Name name = Names.of(wanted.name());
    Update update = new Update(zone);
    update.absent(name, Type.CNAME);
    update.present(timeless(new ARecord(name, DClass.IN, 0, inet(seen.address()))));
    update.delete(name, Type.A);
    update.add(new ARecord(name, DClass.IN, wanted.ttlSeconds(), inet(wanted.address())));
    update.add(MarkText.record(name, wanted.ttlSeconds(), mark));
    return update;
  }

  /**
   * Asks for nothing, and only if the zone is there: it proves key, clock and the server's will.
   */
  static Update nothing(Name zone) {
    Update update = new Update(zone);
    update.present(zone, Type.SOA);
    return update;
  }

  /** Asks for nothing, and only if nobody uses the name. */
  static Update nothingIfFree(Name name, Name zone) {
    Update update = new Update(zone);
    update.absent(name);
    return update;
  }

  /** The PTR record in its own zone: the forward zone's message may not hold it (NOTZONE). */
  static Update pointer(Facts.Pointer wanted, Optional<Ours> ours) {
    Name name = Names.reverse(wanted.address());
    Update update = new Update(Names.absolute(wanted.zone()));
    ours.ifPresentOrElse(o -> replace(update, o), () -> update.absent(name));
    update.add(new PTRRecord(name, DClass.IN, wanted.ttlSeconds(), Names.of(wanted.name())));
    return update;
  }

  /**
   * Removes the A record and its mark, exactly as they were seen; without a sight of a mark, only
   * the pair that this mark would have made.
   */
  static Update noAddress(Facts.Address target, Name zone, Mark mark, Optional<Ours> ours) {
    Name name = Names.of(target.name());
    Ours seen =
        ours.orElseGet(
            () -> {
              int ttl = target.ttlSeconds();
              Record address = new ARecord(name, DClass.IN, ttl, inet(target.address()));
              return new Ours(target, address, List.of(MarkText.record(name, ttl, mark)), mark);
            });
    Update update = new Update(zone);
    remove(update, seen);
    return update;
  }

  /** Removes the PTR record as it was seen. */
  static Update noPointer(Facts.Pointer target, Optional<Ours> ours) {
    Name name = Names.reverse(target.address());
    Record record =
        ours.map(Ours::record)
            .orElseGet(
                () -> new PTRRecord(name, DClass.IN, target.ttlSeconds(), Names.of(target.name())));
    Update update = new Update(Names.absolute(target.zone()));
    update.present(timeless(record));
    update.delete(record);
    return update;
  }

  private static void remove(Update update, Ours ours) {
    update.present(timeless(ours.record()));
    ours.texts().forEach(t -> update.present(timeless(t)));
    update.delete(ours.record());
    ours.texts().stream().filter(MarkText::isMark).forEach(update::delete);
  }

  /** Other people's TXT records beside the mark are a condition too, and stay. */
  private static void replace(Update update, Ours ours) {
    Name name = ours.record().getName();
    update.present(timeless(ours.record()));
    ours.texts().forEach(t -> update.present(timeless(t)));
    update.delete(name, ours.record().getType());
    ours.texts().stream().filter(MarkText::isMark).forEach(update::delete);
  }

  /** As RFC 2136 section 2.4.2 wants a prerequisite: lifetime 0, or the answer is FORMERR. */
  private static Record timeless(Record record) {
    return Record.newRecord(
        record.getName(), record.getType(), DClass.IN, 0, record.rdataToWireCanonical());
  }

  private static InetAddress inet(Ipv4Address address) {
    byte[] octets = new byte[4];
    for (int i = 0; i < 4; i++) {
      octets[i] = (byte) address.octet(i + 1);
    }
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * {@code postgres.otta.zone. A 10.10.20.10}, or {@code an update of otta.zone.}, for messages.
   */
  static Text describe(Update update) {
    return update.getSection(Section.UPDATE).stream()
        .filter(r -> r.getType() == Type.A || r.getType() == Type.PTR)
        .filter(r -> r.getDClass() == DClass.IN || r.getDClass() == DClass.NONE)
        .map(r -> r.getName() + " " + Type.string(r.getType()) + " " + r.rdataToString())
        .findFirst()
        .map(Text::same)
        .orElseGet(
            () -> Text.of("an update of " + zone(update), "eine Änderung von " + zone(update)));
  }

  /** The zone that an update speaks of. */
  static Name zone(Update update) {
    return update.getSection(Section.ZONE).get(0).getName();
  }
}
