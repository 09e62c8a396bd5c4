package zone.otta.ralf.dns.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** One zone: questions, and updates by RFC 2136 section 3. */
final class Zone {
  private static final Name NS = Name.fromConstantString("ns.otta.zone.");

  private final Name origin;
  private Record soa;
  private long step = 1;
  private Map<Name, List<Record>> names = new HashMap<>();

  Zone(Name origin) {
    this.origin = origin;
    this.soa = soa(1);
    names.put(origin, List.of(soa, new NSRecord(origin, DClass.IN, 3600, NS)));
  }

  private Record soa(long serial) {
    return new SOARecord(origin, DClass.IN, 3600, NS, NS, serial, 3600, 600, 86400, 60);
  }

  synchronized void freezeSerial() {
    step = 0;
  }

  boolean holds(Name name) {
    return name.subdomain(origin);
  }

  Name origin() {
    return origin;
  }

  synchronized int query(Record question, Message answer) {
    answer.getHeader().setFlag(Flags.AA);
    List<Record> all = at(question.getName());
    List<Record> hit =
        all.stream()
            .filter(
                r ->
                    question.getType() == Type.ANY
                        || r.getType() == question.getType()
                        || r instanceof CNAMERecord)
            .toList();
    hit.forEach(r -> answer.addRecord(r, Section.ANSWER));
    if (!hit.isEmpty()) {
      return Rcode.NOERROR;
    }
    answer.addRecord(soa, Section.AUTHORITY);
    boolean below = names.keySet().stream().anyMatch(n -> n.subdomain(question.getName()));
    return below ? Rcode.NOERROR : Rcode.NXDOMAIN;
  }

  /** All of it in one message. */
  synchronized int transfer(Message answer) {
    answer.addRecord(soa, Section.ANSWER);
    names.values().stream()
        .flatMap(List::stream)
        .filter(r -> r != soa)
        .forEach(r -> answer.addRecord(r, Section.ANSWER));
    answer.addRecord(soa, Section.ANSWER);
    return Rcode.NOERROR;
  }

  private List<Record> at(Name name) {
    return names.getOrDefault(name, List.of());
  }

  /** All or nothing: the change is made on a copy. */
  synchronized int update(Message message) {
    int rcode = prerequisites(message.getSection(Section.PREREQ));
    if (rcode != Rcode.NOERROR) {
      return rcode;
    }
    List<Record> changes = message.getSection(Section.UPDATE);
    if (changes.stream().anyMatch(r -> !holds(r.getName()))) {
      return Rcode.NOTZONE;
    }
    Map<Name, List<Record>> changed = new HashMap<>(names);
    changes.forEach(r -> change(changed, r));
    changed.values().removeIf(List::isEmpty);
    if (!changed.equals(names)) {
      raiseSerial(changed);
    }
    names = changed;
    return Rcode.NOERROR;
  }

  private void raiseSerial(Map<Name, List<Record>> changed) {
    soa = soa(((SOARecord) soa).getSerial() + step);
    List<Record> apex = new ArrayList<>(changed.getOrDefault(origin, List.of()));
    apex.removeIf(r -> r.getType() == Type.SOA);
    apex.add(0, soa);
    changed.put(origin, apex);
  }

  private int prerequisites(List<Record> prerequisites) {
    Map<List<Object>, Set<Record>> exact = new HashMap<>();
    for (Record p : prerequisites) {
      if (p.getTTL() != 0) {
        return Rcode.FORMERR;
      }
      if (!holds(p.getName())) {
        return Rcode.NOTZONE;
      }
      int rcode = prerequisite(p);
      if (rcode != Rcode.NOERROR) {
        return rcode;
      }
      if (p.getDClass() == DClass.IN) {
        exact.computeIfAbsent(List.of(p.getName(), p.getType()), k -> new HashSet<>()).add(p);
      }
    }
    return exact.values().stream().allMatch(this::isExactly) ? Rcode.NOERROR : Rcode.NXRRSET;
  }

  private int prerequisite(Record p) {
    boolean name = !at(p.getName()).isEmpty();
    boolean set = at(p.getName()).stream().anyMatch(r -> r.getType() == p.getType());
    boolean any = p.getType() == Type.ANY;
    return switch (p.getDClass()) {
      case DClass.ANY ->
          any ? (name ? Rcode.NOERROR : Rcode.NXDOMAIN) : (set ? Rcode.NOERROR : Rcode.NXRRSET);
      case DClass.NONE ->
          any ? (name ? Rcode.YXDOMAIN : Rcode.NOERROR) : (set ? Rcode.YXRRSET : Rcode.NOERROR);
      case DClass.IN -> Rcode.NOERROR;
      default -> Rcode.FORMERR;
    };
  }

  /** Record.equals leaves the lifetime out, as section 2.4.2 wants it. */
  private boolean isExactly(Set<Record> wanted) {
    Record one = wanted.iterator().next();
    Set<Record> have = new HashSet<>();
    at(one.getName()).stream().filter(r -> r.getType() == one.getType()).forEach(have::add);
    return have.equals(wanted);
  }

  private void change(Map<Name, List<Record>> changed, Record change) {
    List<Record> all = new ArrayList<>(changed.getOrDefault(change.getName(), List.of()));
    switch (change.getDClass()) {
      case DClass.ANY ->
          all.removeIf(r -> change.getType() == Type.ANY || r.getType() == change.getType());
      case DClass.NONE ->
          all.removeIf(
              r ->
                  r.getType() == change.getType()
                      && r.rdataToString().equals(change.rdataToString()));
      default -> add(all, change);
    }
    changed.put(change.getName(), all);
  }

  /** A record that cannot stand beside an alias is dropped without a word: section 3.4.2.2. */
  private static void add(List<Record> all, Record added) {
    boolean alias = added.getType() == Type.CNAME;
    if (all.stream().anyMatch(r -> (r.getType() == Type.CNAME) != alias)) {
      return;
    }
    all.removeIf(r -> r.equals(added));
    all.add(added);
  }
}
