package zone.otta.ralf.dns;

import java.util.List;
import java.util.Optional;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Resolution;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** A resolver of the homelab, asked as its clients ask it: one recursive question. */
public final class Resolver {
  private final DnsServer server;

  public Resolver(DnsEndpoint.Server where, boolean lab) {
    this.server = new DnsServer(where, lab);
  }

  /** {@code host:port}, for messages. */
  public String name() {
    return server.name();
  }

  /** What it says of a name; a failure is an answer, too: {@link Resolution.Silent}. */
  public Resolution resolve(DnsName name, Deadline deadline) {
    try {
      Message answer = ask(Names.of(name), Type.A, deadline);
      List<Record> found = addressRecords(answer);
      boolean own = answer.getHeader().getFlag(Flags.AA);
      return found.isEmpty()
          ? noSuchName(answer, own)
          : new Resolution.Answered(name(), values(found), shortest(answer), own);
    } catch (PortException e) {
      return new Resolution.Silent(name(), e.finding());
    }
  }

  private Resolution noSuchName(Message answer, boolean own) {
    Optional<SOARecord> proof =
        answer.getSection(Section.AUTHORITY).stream()
            .filter(SOARecord.class::isInstance)
            .map(SOARecord.class::cast)
            .findFirst();
    return new Resolution.NoSuchName(
        name(),
        proof.map(soa -> Math.min(soa.getTTL(), soa.getMinimum())).orElse(0L),
        proof.map(soa -> soa.getName().equals(Name.root) ? "" : soa.getName().toString(true)),
        own);
  }

  /** An alias on the way may end sooner than the address it leads to. */
  private static long shortest(Message answer) {
    return answer.getSection(Section.ANSWER).stream().mapToLong(Record::getTTL).min().orElse(0);
  }

  private static List<Record> addressRecords(Message answer) {
    return answer.getSection(Section.ANSWER).stream().filter(ARecord.class::isInstance).toList();
  }

  private static List<Ipv4Address> values(List<Record> records) {
    return records.stream().map(r -> Ipv4Address.of(r.rdataToString())).toList();
  }

  /**
   * The addresses in the answer, an alias already followed by the resolver included.
   *
   * @return empty: the name does not exist, or has no address
   * @throws PortException if the resolver does not say so or so
   */
  public List<Ipv4Address> addresses(DnsName name) {
    return values(addressRecords(ask(Names.of(name), Type.A, Deadline.after(Deadline.CALL))));
  }

  /** The names an address points to; as {@link #addresses}. */
  public List<Name> pointers(Ipv4Address address) {
    return pointers(address, Deadline.after(Deadline.CALL));
  }

  List<Name> pointers(Ipv4Address address, Deadline deadline) {
    return ask(Names.reverse(address), Type.PTR, deadline).getSection(Section.ANSWER).stream()
        .filter(PTRRecord.class::isInstance)
        .map(r -> ((PTRRecord) r).getTarget())
        .toList();
  }

  private Message ask(Name name, int type, Deadline deadline) {
    Message question = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    Message answer;
    try {
      answer = server.ask(question, deadline).message();
    } catch (NoAnswer e) {
      throw Complaints.silent(server, e);
    }
    return switch (answer.getRcode()) {
      case Rcode.NOERROR, Rcode.NXDOMAIN -> answer;
      case Rcode.REFUSED -> throw refused();
      default -> throw Complaints.strange(server, name, "rcode " + Rcode.string(answer.getRcode()));
    };
  }

  private PortException refused() {
    return new PortException(
        Fault.REFUSED,
        "RALF-W021",
        Text.of(
            "the resolver " + name() + " refuses to answer this machine",
            "der Resolver " + name() + " verweigert dieser Maschine die Antwort"),
        Text.of(
            "allow recursion for this machine, or name another resolver in ralf.yaml",
            "Rekursion für diese Maschine erlauben oder in ralf.yaml einen anderen Resolver nennen"));
  }
}
