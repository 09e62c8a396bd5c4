package zone.otta.ralf.lab.dns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * The served zones: origin, owner, records. An update works on a copy that is swapped in, so it is
 * atomic.
 */
final class Zones {
  private final Map<Name, NavigableMap<Name, List<Record>>> zones = new HashMap<>();

  synchronized void add(Name origin, List<Record> records) throws IOException {
    Name ns = Name.fromString("ns", origin);
    var zone = new TreeMap<Name, List<Record>>();
    zone.put(
        origin,
        List.of(
            new SOARecord(
                origin,
                DClass.IN,
                3600,
                ns,
                Name.fromString("hostmaster", origin),
                1,
                3600,
                600,
                86400,
                60),
            new NSRecord(origin, DClass.IN, 3600, ns)));
    for (Record record : records) {
      zone.merge(
          record.getName(),
          List.of(record),
          (a, b) -> {
            var both = new ArrayList<>(a);
            both.addAll(b);
            return List.copyOf(both);
          });
    }
    zones.put(origin, zone);
  }

  /** All records but the SOA, whose serial counts the updates. */
  synchronized List<Record> records() {
    return zones.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(z -> z.getValue().values().stream().flatMap(List::stream))
        .filter(r -> r.getType() != Type.SOA)
        .toList();
  }

  private Optional<Name> originOf(Name name) {
    return zones.keySet().stream()
        .filter(name::subdomain)
        .max(Comparator.comparingInt(Name::labels));
  }

  /** Fills the answer; returns the response code. */
  synchronized int query(Record question, Message answer) {
    Optional<Name> origin = originOf(question.getName());
    if (origin.isEmpty()) {
      return Rcode.REFUSED;
    }
    answer.getHeader().setFlag(Flags.AA);
    NavigableMap<Name, List<Record>> zone = zone(origin.get());
    Name name = question.getName();
    for (int hop = 0; hop < 8; hop++) {
      List<Record> all = zone.getOrDefault(name, List.of());
      List<Record> hits =
          all.stream()
              .filter(r -> r.getType() == question.getType() || question.getType() == Type.ANY)
              .toList();
      if (!hits.isEmpty()) {
        hits.forEach(r -> answer.addRecord(r, Section.ANSWER));
        return Rcode.NOERROR;
      }
      if (all.size() == 1 && all.get(0) instanceof CNAMERecord alias) {
        answer.addRecord(alias, Section.ANSWER);
        name = alias.getTarget();
        if (!name.subdomain(origin.get())) {
          return Rcode.NOERROR;
        }
        continue;
      }
      answer.addRecord(soa(zone, origin.get()), Section.AUTHORITY);
      Name asked = name;
      boolean exists = zone.keySet().stream().anyMatch(k -> k.subdomain(asked));
      return exists ? Rcode.NOERROR : Rcode.NXDOMAIN;
    }
    return Rcode.SERVFAIL;
  }

  /** A whole zone in one message, between two copies of its SOA (RFC 5936). */
  synchronized int transfer(Record question, Message answer) {
    Name origin = question.getName();
    if (!zones.containsKey(origin)) {
      return Rcode.NOTAUTH;
    }
    answer.getHeader().setFlag(Flags.AA);
    NavigableMap<Name, List<Record>> zone = zone(origin);
    SOARecord soa = soa(zone, origin);
    answer.addRecord(soa, Section.ANSWER);
    zone.values().stream()
        .flatMap(List::stream)
        .filter(r -> r.getType() != Type.SOA)
        .forEach(r -> answer.addRecord(r, Section.ANSWER));
    answer.addRecord(soa, Section.ANSWER);
    return Rcode.NOERROR;
  }

  private NavigableMap<Name, List<Record>> zone(Name origin) {
    NavigableMap<Name, List<Record>> zone = zones.get(origin);
    return zone == null ? new TreeMap<>() : zone;
  }

  private static SOARecord soa(Map<Name, List<Record>> zone, Name origin) {
    return (SOARecord) zone.getOrDefault(origin, List.of()).get(0);
  }

  /** RFC 2136 section 3: prerequisites, prescan, then the change on a copy. */
  synchronized int update(Message message) {
    Record zoneRecord = message.getQuestion();
    Name origin = zoneRecord.getName();
    if (zoneRecord.getType() != Type.SOA) {
      return Rcode.FORMERR;
    }
    NavigableMap<Name, List<Record>> old = zones.get(origin);
    if (old == null) {
      return Rcode.NOTAUTH;
    }
    int prerequisites = prerequisites(message.getSection(Section.PREREQ), origin, old);
    if (prerequisites != Rcode.NOERROR) {
      return prerequisites;
    }
    List<Record> changes = message.getSection(Section.UPDATE);
    int prescan = prescan(changes, origin);
    if (prescan != Rcode.NOERROR) {
      return prescan;
    }
    var changed = new TreeMap<>(old);
    changes.forEach(c -> change(c, origin, changed));
    if (!changed.equals(old)) {
      var top = new ArrayList<>(changed.getOrDefault(origin, List.of()));
      top.set(0, next(soa(changed, origin)));
      changed.put(origin, List.copyOf(top));
      zones.put(origin, changed);
    }
    return Rcode.NOERROR;
  }

  private static int prerequisites(
      List<Record> prerequisites, Name origin, Map<Name, List<Record>> zone) {
    var exact = new HashMap<List<Object>, Set<Record>>();
    for (Record p : prerequisites) {
      if (p.getTTL() != 0) {
        return Rcode.FORMERR;
      }
      if (!p.getName().subdomain(origin)) {
        return Rcode.NOTZONE;
      }
      List<Record> all = zone.getOrDefault(p.getName(), List.of());
      boolean any = p.getType() == Type.ANY;
      boolean there = any ? !all.isEmpty() : ofType(all, p.getType()).findAny().isPresent();
      switch (p.getDClass()) {
        case DClass.ANY -> {
          if (!there) {
            return any ? Rcode.NXDOMAIN : Rcode.NXRRSET;
          }
        }
        case DClass.NONE -> {
          if (there) {
            return any ? Rcode.YXDOMAIN : Rcode.YXRRSET;
          }
        }
        case DClass.IN ->
            exact.computeIfAbsent(List.of(p.getName(), p.getType()), k -> new HashSet<>()).add(p);
        default -> {
          return Rcode.FORMERR;
        }
      }
    }
    for (Set<Record> wanted : exact.values()) {
      Record one = wanted.iterator().next();
      var have = new HashSet<Record>();
      ofType(zone.getOrDefault(one.getName(), List.of()), one.getType()).forEach(have::add);
      if (!have.equals(wanted)) { // Record.equals ignores the TTL, as the RFC wants
        return Rcode.NXRRSET;
      }
    }
    return Rcode.NOERROR;
  }

  private static Stream<Record> ofType(List<Record> records, int type) {
    return records.stream().filter(r -> r.getType() == type);
  }

  private static int prescan(List<Record> changes, Name origin) {
    for (Record u : changes) {
      if (!u.getName().subdomain(origin)) {
        return Rcode.NOTZONE;
      }
      boolean adds = u.getDClass() == DClass.IN;
      boolean deletes = u.getDClass() == DClass.ANY || u.getDClass() == DClass.NONE;
      if (!adds && !deletes || deletes && u.getTTL() != 0 || adds && u.getType() == Type.ANY) {
        return Rcode.FORMERR;
      }
    }
    return Rcode.NOERROR;
  }

  private static void change(Record u, Name origin, Map<Name, List<Record>> zone) {
    Name name = u.getName();
    boolean apex = name.equals(origin);
    var all = new ArrayList<>(zone.getOrDefault(name, List.of()));
    switch (u.getDClass()) {
      case DClass.IN -> {
        boolean alias = u.getType() == Type.CNAME;
        if (u.getType() == Type.SOA
            || all.stream().anyMatch(r -> (r.getType() == Type.CNAME) != alias)) {
          return; // ignored without a word, RFC 2136 section 3.4.2.2
        }
        all.removeIf(r -> r.equals(u) || alias);
        all.add(u);
        all.replaceAll(r -> r.getType() == u.getType() ? withTtl(r, u.getTTL()) : r);
      }
      case DClass.ANY ->
          all.removeIf(
              r ->
                  (u.getType() == Type.ANY || r.getType() == u.getType())
                      && !(apex && (r.getType() == Type.SOA || r.getType() == Type.NS)));
      default ->
          all.removeIf(
              r ->
                  r.getType() == u.getType()
                      && r.rdataToString().equals(u.rdataToString())
                      && !(apex && r.getType() == Type.SOA));
    }
    if (all.isEmpty()) {
      zone.remove(name);
    } else {
      // one order, so that replacing a record by itself is no change; the SOA stays first
      all.sort(Comparator.comparing((Record r) -> r.getType() != Type.SOA).thenComparing(r -> r));
      zone.put(name, List.copyOf(all));
    }
  }

  private static Record withTtl(Record record, long ttl) {
    return record.getTTL() == ttl
        ? record
        : Record.newRecord(
            record.getName(),
            record.getType(),
            record.getDClass(),
            ttl,
            record.rdataToWireCanonical());
  }

  private static SOARecord next(SOARecord s) {
    return new SOARecord(
        s.getName(),
        DClass.IN,
        s.getTTL(),
        s.getHost(),
        s.getAdmin(),
        s.getSerial() + 1,
        s.getRefresh(),
        s.getRetry(),
        s.getExpire(),
        s.getMinimum());
  }
}
