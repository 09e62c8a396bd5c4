package zone.otta.ralf.dns.opnsense;

import java.util.List;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.dns.Complaints;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.dns.DnsServer;
import zone.otta.ralf.dns.Names;
import zone.otta.ralf.dns.NoAnswer;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/**
 * What Unbound answers out of its own data: overrides that were applied, and what else makes local
 * data on the firewall, such as DHCP leases and host names of the system. Such an answer has the AA
 * flag, and is given even to who does not ask for recursion; anything else is refused to him
 * (unbound.conf(5), access-control: allow).
 */
final class LocalData {
  private final DnsServer server;

  LocalData(DnsServer server) {
    this.server = server;
  }

  /** What is answered for the address of a name. */
  sealed interface Answer {
    /**
     * @param ttlSeconds local data does not grow old: it is the one that was set
     */
    record Addresses(List<Ipv4Address> addresses, int ttlSeconds) implements Answer {}

    /** No address. */
    record Nothing() implements Answer {}

    /** Neither follows. */
    record Unclear(Finding why) implements Answer {}
  }

  /** Of its own data only, without asking any other server. */
  Answer own(DnsName name, Deadline deadline) {
    Message answer = ask(name, false, deadline);
    return answer.getHeader().getFlag(Flags.AA) ? read(name, answer) : new Answer.Nothing();
  }

  /**
   * The same, and what other servers of the homelab say through this one: a private address is
   * somebody's internal name, too. A public address is not: an override may stand before it.
   */
  Answer internal(DnsName name, Deadline deadline) {
    Message local = ask(name, false, deadline);
    if (local.getHeader().getFlag(Flags.AA)) {
      return read(name, local);
    }
    // Refused may also mean that this machine may ask nothing at all.
    Message answer = ask(name, true, deadline);
    return switch (answer.getRcode()) {
      case Rcode.NOERROR, Rcode.NXDOMAIN -> elsewhere(read(name, answer));
      case Rcode.REFUSED -> new Answer.Unclear(refused());
      default -> unclear(name, answer);
    };
  }

  private static Answer elsewhere(Answer read) {
    return read instanceof Answer.Addresses a
            && a.addresses().stream().noneMatch(LocalData::isPrivate)
        ? new Answer.Nothing()
        : read;
  }

  /** RFC 1918. */
  private static boolean isPrivate(Ipv4Address a) {
    return a.octet(1) == 10
        || a.octet(1) == 172 && (a.octet(2) & 0xf0) == 16
        || a.octet(1) == 192 && a.octet(2) == 168;
  }

  private Answer read(DnsName name, Message answer) {
    int rcode = answer.getRcode();
    if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
      return unclear(name, answer);
    }
    List<Record> addresses =
        answer.getSection(Section.ANSWER).stream().filter(ARecord.class::isInstance).toList();
    return addresses.isEmpty()
        ? new Answer.Nothing()
        : new Answer.Addresses(
            addresses.stream().map(r -> Ipv4Address.of(r.rdataToString())).sorted().toList(),
            (int) addresses.get(0).getTTL());
  }

  private Answer unclear(DnsName name, Message answer) {
    String seen = "rcode " + Rcode.string(answer.getRcode());
    return new Answer.Unclear(Complaints.strange(server, Names.of(name), seen).finding());
  }

  private Message ask(DnsName wanted, boolean recursion, Deadline deadline) {
    Name name = Names.of(wanted);
    Message question = Message.newQuery(Record.newRecord(name, Type.A, DClass.IN));
    if (!recursion) {
      question.getHeader().unsetFlag(Flags.RD);
    }
    try {
      return server.ask(question, deadline).message();
    } catch (NoAnswer e) {
      throw Complaints.silent(server, e);
    }
  }

  private Finding refused() {
    return Finding.blocker(
            "RALF-W021",
            Text.of(
                "the name server " + server.name() + " refuses to answer this machine",
                "der Namensserver " + server.name() + " verweigert dieser Maschine die Antwort"))
        .help(
            Text.of(
                "allow its network under Services: Unbound DNS: Access Lists",
                "sein Netz unter Dienste: Unbound DNS: Zugriffslisten erlauben"));
  }
}
