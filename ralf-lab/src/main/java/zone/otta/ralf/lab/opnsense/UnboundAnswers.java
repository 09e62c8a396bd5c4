package zone.otta.ralf.lab.opnsense;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import zone.otta.ralf.lab.dns.DnsSockets;
import zone.otta.ralf.lab.dns.Replies;

/**
 * Answers as Unbound does (seen with 1.17.1): local data with authority, also to who asks without
 * recursion; to him everything else is refused. There is no other server behind it: what it does
 * not hold does not exist.
 */
final class UnboundAnswers implements DnsSockets.Answering {
  private final Supplier<LocalRecords> overrides;
  private final Map<String, String> system;

  /**
   * @param system addresses of the firewall's own host names and leases, which are no overrides
   */
  UnboundAnswers(Supplier<LocalRecords> overrides, Map<String, String> system) {
    this.overrides = overrides;
    this.system = Map.copyOf(system);
  }

  @Override
  public Optional<byte[]> answer(byte[] question, boolean datagram) {
    return Replies.to(question, datagram, this::answer);
  }

  private Message answer(Message asked) {
    Message answer = Replies.begun(asked);
    if (asked.getHeader().getOpcode() != Opcode.QUERY) {
      answer.getHeader().setRcode(Rcode.NOTIMP);
      return answer;
    }
    boolean recursion = asked.getHeader().getFlag(Flags.RD);
    if (recursion) {
      answer.getHeader().setFlag(Flags.RD);
    }
    List<Record> held = held(asked.getQuestion().getName());
    if (held.isEmpty()) {
      answer.getHeader().setRcode(recursion ? Rcode.NXDOMAIN : Rcode.REFUSED);
      return answer;
    }
    answer.getHeader().setFlag(Flags.AA);
    int type = asked.getQuestion().getType();
    held.stream()
        .filter(r -> type == Type.ANY || r.getType() == type)
        .forEach(r -> answer.addRecord(r, Section.ANSWER));
    return answer;
  }

  /** Everything at a name. */
  private List<Record> held(Name name) {
    LocalRecords now = overrides.get();
    var held = new ArrayList<Record>();
    now.records().forEach(line -> add(held, line, name, now));
    system.forEach((host, address) -> add(held, host + ". 3600 IN A " + address, name, now));
    now.pointers()
        .forEach(
            (address, to) -> {
              String[] words = to.split(" ");
              Name reverse = reverse(address);
              if (reverse.equals(name)) {
                long ttl = Long.parseLong(words[0]);
                held.add(new PTRRecord(reverse, DClass.IN, ttl, LocalRecords.name(words[1])));
              }
            });
    return held;
  }

  private static void add(List<Record> held, String line, Name asked, LocalRecords now) {
    String[] words = line.split(" ", 5);
    Name name = LocalRecords.name(words[0]);
    boolean redirected = now.redirects().contains(words[0]) && asked.subdomain(name);
    if (asked.equals(name) || redirected) {
      held.add(record(asked, words));
    }
  }

  private static Record record(Name name, String[] words) {
    try {
      return Record.fromString(
          name, Type.value(words[3]), DClass.IN, Long.parseLong(words[1]), words[4], Name.root);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a record: " + String.join(" ", words), e);
    }
  }

  private static Name reverse(String address) {
    try {
      return ReverseMap.fromAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address: " + address, e);
    }
  }
}
