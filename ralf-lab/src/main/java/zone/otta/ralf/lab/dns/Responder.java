package zone.otta.ralf.lab.dns;

import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;

/** Bytes of a question to bytes of an answer, with TSIG as BIND does it (dns.md section 1.2). */
final class Responder {
  private static final int DATAGRAM = 512;
  private static final int DATAGRAM_WITH_OPT = 1232;
  private final Zones zones;
  private final Name keyName;
  private final Name algorithm;
  private final TSIG key;

  Responder(Zones zones, Name keyName, byte[] secret) {
    this.zones = zones;
    this.keyName = keyName;
    this.algorithm = TSIG.HMAC_SHA256;
    this.key = new TSIG(algorithm, keyName, Base64.getEncoder().encodeToString(secret));
  }

  /** Empty for junk and for answers: those are left without one. */
  Optional<byte[]> answer(byte[] wire, boolean datagram) {
    Message question;
    try {
      question = new Message(wire);
    } catch (IOException | RuntimeException junk) {
      return Optional.empty();
    }
    if (question.getHeader().getFlag(Flags.QR)) {
      return Optional.empty();
    }
    try {
      return Optional.of(answer(question, wire, datagram));
    } catch (RuntimeException strange) {
      return Optional.empty();
    }
  }

  private byte[] answer(Message question, byte[] wire, boolean datagram) {
    var answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setOpcode(question.getHeader().getOpcode());
    if (question.getHeader().getFlag(Flags.RD)) {
      answer.getHeader().setFlag(Flags.RD);
    }
    if (question.getQuestion() != null) {
      answer.addRecord(question.getQuestion(), Section.QUESTION);
    }
    OPTRecord opt = question.getOPT();
    int most = datagram ? mostBytes(opt) : 65535;
    if (opt != null) {
      answer.addRecord(new OPTRecord(DATAGRAM_WITH_OPT, 0, 0), Section.ADDITIONAL);
    }
    TSIGRecord signature = question.getTSIG();
    if (signature != null) {
      int bad = verify(question, wire, signature);
      if (bad != Rcode.NOERROR) {
        return refuse(answer, signature, bad, most);
      }
    }
    answer.getHeader().setRcode(rcode(question, answer, signature != null));
    if (signature != null) {
      answer.setTSIG(key, Rcode.NOERROR, signature);
    }
    return answer.toWire(most);
  }

  private static int mostBytes(OPTRecord opt) {
    return opt == null
        ? DATAGRAM
        : Math.max(DATAGRAM, Math.min(DATAGRAM_WITH_OPT, opt.getPayloadSize()));
  }

  /** dnsjava does not compare algorithms, so this does. */
  private int verify(Message question, byte[] wire, TSIGRecord signature) {
    if (!signature.getName().equals(keyName) || !signature.getAlgorithm().equals(algorithm)) {
      return Rcode.BADKEY;
    }
    return key.verify(question, wire, null);
  }

  private byte[] refuse(Message answer, TSIGRecord signature, int bad, int most) {
    answer.getHeader().setRcode(Rcode.NOTAUTH);
    if (bad == Rcode.BADTIME) {
      answer.setTSIG(key, bad, signature);
      return answer.toWire(most);
    }
    // RFC 8945 5.3.2: BADKEY and BADSIG are answered with an unsigned TSIG, which must be the last
    // record; dnsjava would write the OPT after it.
    if (answer.getOPT() != null) {
      answer.removeRecord(answer.getOPT(), Section.ADDITIONAL);
    }
    answer.addRecord(
        new TSIGRecord(
            signature.getName(),
            DClass.ANY,
            0,
            signature.getAlgorithm(),
            signature.getTimeSigned(),
            signature.getFudge(),
            new byte[0],
            answer.getHeader().getID(),
            bad,
            new byte[0]),
        Section.ADDITIONAL);
    return answer.toWire(most);
  }

  /** As BIND with {@code allow-transfer { key ralf.; }}. */
  private int query(Record asked, Message answer, boolean signed) {
    if (asked.getType() != Type.AXFR) {
      return zones.query(asked, answer);
    }
    return signed ? zones.transfer(asked, answer) : Rcode.REFUSED;
  }

  private int rcode(Message question, Message answer, boolean signed) {
    if (question.getQuestion() == null) {
      return Rcode.FORMERR;
    }
    return switch (question.getHeader().getOpcode()) {
      case Opcode.QUERY -> query(question.getQuestion(), answer, signed);
      case Opcode.UPDATE -> signed ? zones.update(question) : Rcode.REFUSED;
      default -> Rcode.NOTIMP;
    };
  }
}
