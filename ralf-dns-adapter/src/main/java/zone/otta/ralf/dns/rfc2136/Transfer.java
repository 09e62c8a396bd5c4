package zone.otta.ralf.dns.rfc2136;

import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.dns.DnsServer;
import zone.otta.ralf.dns.NoAnswer;

/**
 * The whole zone from the primary (RFC 5936), under the key that signs updates. Between two SOA
 * records in any number of messages; nothing of it counts before the last one was verified.
 */
final class Transfer {
  /** A homelab has some hundred records; what is larger is not read to its end. */
  static final int MOST_RECORDS = 50_000;

  /** What came of it. */
  sealed interface Outcome {
    /** Everything that is in the zone. */
    record Whole(List<Record> records) implements Outcome {}

    /** The server does not show it. */
    record Refused(Message answer) implements Outcome {}

    /** It has more than {@link #MOST_RECORDS}. */
    record TooLarge() implements Outcome {}

    /** It did not come, or not to its end. */
    record Silent(Text why) implements Outcome {}

    /** Somebody said something that the server did not sign. */
    record Unverified() implements Outcome {}
  }

  private final DnsServer server;
  private final TsigKey key;

  Transfer(DnsServer server, TsigKey key) {
    this.server = server;
    this.key = key;
  }

  Outcome of(Name zone, Deadline deadline) {
    return key.use(tsig -> of(zone, tsig, deadline));
  }

  private Outcome of(Name zone, TSIG tsig, Deadline deadline) {
    Message question = Message.newQuery(Record.newRecord(zone, Type.AXFR, DClass.IN));
    question.getHeader().unsetFlag(Flags.RD);
    tsig.apply(question, null);
    Parts parts = new Parts(tsig, question);
    try {
      server.send(question, deadline, parts);
      return parts.outcome;
    } catch (NoAnswer e) {
      return new Outcome.Silent(e.why());
    }
  }

  /** The answers so far. */
  private static final class Parts implements DnsServer.Answers {
    private final List<Record> records = new ArrayList<>();
    private final TSIG tsig;
    private final Message question;
    private final TSIG.StreamVerifier verifier;
    private Outcome outcome = new Outcome.Unverified();

    Parts(TSIG tsig, Message question) {
      this.tsig = tsig;
      this.question = question;
      this.verifier = new TSIG.StreamVerifier(tsig, question.getTSIG());
    }

    @Override
    public boolean more(DnsServer.Received part) {
      Message message = part.message();
      if (message.getRcode() != Rcode.NOERROR) {
        tsig.verify(message, part.wire(), question.getTSIG());
        outcome = new Outcome.Refused(message);
        return false;
      }
      records.addAll(message.getSection(Section.ANSWER));
      boolean last = ended();
      if (records.size() > MOST_RECORDS) {
        outcome = new Outcome.TooLarge();
        return false;
      }
      if (verifier.verify(message, part.wire(), last) != Rcode.NOERROR || !beganRightly()) {
        return false;
      }
      if (last) {
        outcome = new Outcome.Whole(List.copyOf(records));
      }
      return !last;
    }

    private boolean beganRightly() {
      return !records.isEmpty() && records.get(0).getType() == Type.SOA;
    }

    private boolean ended() {
      return records.size() > 1 && records.get(records.size() - 1).getType() == Type.SOA;
    }
  }
}
