package zone.otta.ralf.dns;

import java.util.List;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/**
 * The homelab's resolver, asked as its clients ask it: one recursive question, nothing followed.
 */
public final class Resolver {
  private final DnsServer server;

  public Resolver(DnsEndpoint.Server where, boolean lab) {
    this.server = new DnsServer(where, lab);
  }

  /** {@code host:port}, for messages. */
  public String name() {
    return server.name();
  }

  /**
   * The addresses in the answer, an alias already followed by the resolver included.
   *
   * @return empty: the name does not exist, or has no address
   * @throws PortException if the resolver does not say so or so
   */
  public List<Ipv4Address> addresses(DnsName name) {
    return ask(Names.of(name), Type.A).stream()
        .filter(ARecord.class::isInstance)
        .map(r -> Ipv4Address.of(r.rdataToString()))
        .toList();
  }

  /** The names an address points to; as {@link #addresses}. */
  public List<Name> pointers(Ipv4Address address) {
    return ask(Names.reverse(address), Type.PTR).stream()
        .filter(PTRRecord.class::isInstance)
        .map(r -> ((PTRRecord) r).getTarget())
        .toList();
  }

  private List<Record> ask(Name name, int type) {
    Message question = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    Message answer;
    try {
      answer = server.ask(question, Deadline.after(Deadline.CALL)).message();
    } catch (NoAnswer e) {
      throw Complaints.silent(server, e);
    }
    return switch (answer.getRcode()) {
      case Rcode.NOERROR -> answer.getSection(Section.ANSWER);
      case Rcode.NXDOMAIN -> List.of();
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
