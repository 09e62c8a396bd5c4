package zone.otta.ralf.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Type;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.Ipv4Address;

/**
 * One DNS server and the ways to reach it. Thread-safe, holds no connection.
 *
 * <p>TCP for everything that must not be forged or applied twice; UDP only where RALF asks like any
 * client. Answers to other questions are not answers.
 */
public final class DnsServer {
  private static final Duration EXCHANGE = Duration.ofSeconds(4);
  private final DnsEndpoint.Server where;
  private final boolean lab;

  /**
   * @param lab refuse every address that is not loopback before a socket is opened
   */
  public DnsServer(DnsEndpoint.Server where, boolean lab) {
    this.where = where;
    this.lab = lab;
  }

  /** {@code host:port}, for messages. */
  public String name() {
    return where.host() + ":" + where.port();
  }

  /**
   * Sends a request over TCP, once.
   *
   * @return the raw answer, whose number belongs to the request; a signature is the caller's to
   *     verify
   */
  public Received send(Message request, Deadline deadline) throws NoAnswer {
    InetSocketAddress address = address();
    byte[] answer = TcpExchange.once(address, request.toWire(0xffff), deadline.within(EXCHANGE));
    return Received.of(request, answer);
  }

  /** Takes one of several answers and says whether another one must follow. */
  public interface Answers {
    boolean more(Received answer) throws NoAnswer;
  }

  /**
   * Sends a request over TCP, once, to which there may be many answers.
   *
   * @param deadline for all of them
   */
  public void send(Message request, Deadline deadline, Answers answers) throws NoAnswer {
    TcpExchange.talk(
        address(),
        request.toWire(0xffff),
        deadline,
        octets -> answers.more(Received.of(request, octets)));
  }

  /** As a client of a resolver would: UDP, and TCP if the answer does not fit. */
  public Received ask(Message question, Deadline deadline) throws NoAnswer {
    InetSocketAddress address = address();
    byte[] wire = question.toWire(0xffff);
    Received answer =
        UdpExchange.ask(address, wire, deadline, received -> Received.of(question, received));
    return answer.message().getHeader().getFlag(Flags.TC) ? send(question, deadline) : answer;
  }

  private InetSocketAddress address() throws NoAnswer {
    if (lab && Ipv4Address.parse(where.host()).filter(Ipv4Address::isLoopback).isEmpty()) {
      throw new PortException(
          Fault.REFUSED,
          "RALF-W029",
          Text.of(
              "this is a lab workspace, and the DNS server " + name() + " is not on loopback",
              "dies ist ein Labor-Arbeitsbereich, und der DNS-Server "
                  + name()
                  + " liegt nicht auf Loopback"),
          Text.of(
              "give a 127.x address in ralf.yaml, or use a workspace without lab: true",
              "In ralf.yaml eine 127.x-Adresse angeben oder einen Arbeitsbereich ohne lab: true"
                  + " benutzen"));
    }
    InetSocketAddress address = new InetSocketAddress(where.host(), where.port());
    if (address.isUnresolved()) {
      throw new NoAnswer(NoAnswer.Reason.UNKNOWN_HOST);
    }
    return address;
  }

  /** An answer as it came. */
  public record Received(Message message, byte[] wire) {
    static Received of(Message request, byte[] wire) throws NoAnswer {
      Message message;
      try {
        message = new Message(wire);
      } catch (IOException e) {
        throw new NoAnswer(NoAnswer.Reason.NOT_DNS);
      }
      boolean ours =
          message.getHeader().getID() == request.getHeader().getID()
              && message.getHeader().getFlag(Flags.QR)
              && message.getHeader().getOpcode() == request.getHeader().getOpcode();
      if (!ours || !sameQuestion(request, message)) {
        throw new NoAnswer(NoAnswer.Reason.OTHER_QUESTION);
      }
      return new Received(message, wire);
    }

    /**
     * An error may come without the question, and so may the later parts of a transfer (RFC 5936
     * section 2.2.1); an answer with another one is never ours.
     */
    private static boolean sameQuestion(Message request, Message answer) {
      var asked = request.getQuestion();
      var answered = answer.getQuestion();
      return answered == null
          ? answer.getRcode() != 0 || asked.getType() == Type.AXFR
          : answered.getName().equals(asked.getName()) && answered.getType() == asked.getType();
    }
  }
}
