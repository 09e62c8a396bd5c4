package zone.otta.ralf.dns.rfc2136;

import java.util.List;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import zone.otta.ralf.dns.Complaints;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.dns.DnsServer;
import zone.otta.ralf.dns.NoAnswer;

/**
 * Reads from the primary: over TCP, recursion not desired. An answer counts only with the AA flag,
 * and "nothing there" only with the SOA of the zone that is meant (RFC 2308 section 3).
 */
final class Primary {
  private final DnsServer server;

  Primary(DnsServer server) {
    this.server = server;
  }

  Reading read(Name name, int type, Name zone, Deadline deadline) {
    if (!name.subdomain(zone)) {
      return new Reading.Unclear(Findings.outside(name, zone), false);
    }
    Message answer = ask(name, type, deadline);
    int rcode = answer.getRcode();
    if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
      return unclear(name, "rcode " + Rcode.string(rcode));
    }
    if (!answer.getHeader().getFlag(Flags.AA)) {
      return unclear(name, "without authority (no AA flag)");
    }
    if (answer.getHeader().getFlag(Flags.TC)) {
      return unclear(name, "cut short (TC flag)");
    }
    return judge(answer, name, type, zone);
  }

  private Reading judge(Message answer, Name name, int type, Name zone) {
    List<Record> all = answer.getSection(Section.ANSWER);
    Optional<Record> alias = all.stream().filter(Primary::isAlias).findFirst();
    if (alias.isPresent()) {
      return new Reading.Unclear(Findings.holds(name, List.of(alias.get())), true);
    }
    List<Record> set =
        all.stream()
            .filter(r -> r.getName().equals(name))
            .filter(r -> type == Type.ANY || r.getType() == type)
            .toList();
    if (!set.isEmpty()) {
      return new Reading.Records(set);
    }
    return answer.getSection(Section.AUTHORITY).stream()
            .anyMatch(r -> r.getType() == Type.SOA && r.getName().equals(zone))
        ? new Reading.Nothing(answer.getRcode() == Rcode.NOERROR)
        : unclear(name, "nothing, but not in the name of the zone " + zone);
  }

  private static boolean isAlias(Record record) {
    return record.getType() == Type.CNAME || record.getType() == Type.DNAME;
  }

  private Message ask(Name name, int type, Deadline deadline) {
    Message question = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    question.getHeader().unsetFlag(Flags.RD);
    try {
      return server.send(question, deadline).message();
    } catch (NoAnswer e) {
      throw Complaints.silent(server, e);
    }
  }

  private Reading unclear(Name name, String seen) {
    return new Reading.Unclear(Complaints.strange(server, name, seen).finding(), false);
  }
}
