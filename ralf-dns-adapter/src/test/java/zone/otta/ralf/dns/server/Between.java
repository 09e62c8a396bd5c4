package zone.otta.ralf.dns.server;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import zone.otta.ralf.testkit.dns.DnsStage.Ailment;

/** Stands between the adapter and a server, and makes of its answers what ails the server. */
public final class Between implements AutoCloseable {
  private static final int AA_OCTET = 2;
  private static final int AA_BIT = 0x04;

  private final Upstream server;
  private final Listener listener;
  private final AtomicLong updates = new AtomicLong();
  private volatile Ailment ailment = Ailment.NONE;

  public Between(int server) throws IOException {
    this.server = new Upstream(server);
    this.listener = new Listener(this::answer);
  }

  public int port() {
    return listener.port();
  }

  public void ails(Ailment what) {
    ailment = what;
  }

  /** How many updates came through here. */
  public long updates() {
    return updates.get();
  }

  private List<byte[]> answer(byte[] request, boolean datagram) throws IOException {
    if (new Header(request).getOpcode() == Opcode.UPDATE) {
      updates.incrementAndGet();
    }
    return switch (ailment) {
      case NONE -> pass(request, datagram);
      case SILENT -> List.of();
      case ANSWERS_LOST -> {
        pass(request, datagram);
        yield List.of();
      }
      case FORGED -> List.of(made(request, Rcode.NOERROR));
      case FAILING -> List.of(made(request, Rcode.SERVFAIL));
      case HEARSAY -> {
        List<byte[]> answers = pass(request, datagram);
        answers.forEach(answer -> answer[AA_OCTET] &= ~AA_BIT);
        yield answers;
      }
    };
  }

  /** What a forger can say: the right number, the right question, no signature. */
  private static byte[] made(byte[] request, int rcode) throws IOException {
    Message asked = new Message(request);
    Message answer = new Message(asked.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.AA);
    answer.getHeader().setOpcode(asked.getHeader().getOpcode());
    answer.getHeader().setRcode(rcode);
    answer.addRecord(asked.getQuestion(), Section.QUESTION);
    boolean query = asked.getHeader().getOpcode() == Opcode.QUERY;
    if (query && rcode == Rcode.NOERROR) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    return answer.toWire();
  }

  private List<byte[]> pass(byte[] request, boolean datagram) throws IOException {
    return datagram ? List.of(server.byDatagram(request)) : server.byConnection(request);
  }

  @Override
  public void close() {
    listener.close();
  }
}
