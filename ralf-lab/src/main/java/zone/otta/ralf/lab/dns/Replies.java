package zone.otta.ralf.lab.dns;

import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/** What the answers of all servers that offer recursion have in common. */
public final class Replies {
  private static final int DATAGRAM = 1232;
  private static final int MOST = 65535;

  private Replies() {}

  /**
   * Bytes of a question to bytes of an answer.
   *
   * @param datagram whether it came over UDP
   * @return empty for junk and for answers: those are left without one
   */
  public static Optional<byte[]> to(
      byte[] question, boolean datagram, UnaryOperator<Message> answering) {
    try {
      Message asked = new Message(question);
      return asked.getHeader().getFlag(Flags.QR) || asked.getQuestion() == null
          ? Optional.empty()
          : Optional.of(answering.apply(asked).toWire(datagram ? DATAGRAM : MOST));
    } catch (IOException | RuntimeException junk) {
      return Optional.empty();
    }
  }

  /** An answer that says nothing yet. */
  public static Message begun(Message asked) {
    Message answer = new Message(asked.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.getHeader().setOpcode(asked.getHeader().getOpcode());
    answer.addRecord(asked.getQuestion(), Section.QUESTION);
    return answer;
  }
}
