package zone.otta.ralf.dns.server;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;

/** An authoritative server on loopback that takes signed updates, for tests. */
public final class ZoneServer implements NameServer {
  private final Map<Name, TSIG> keys = new HashMap<>();
  private final List<Zone> zones;
  private final Listener listener;

  public ZoneServer(List<String> origins) throws IOException {
    this(InetAddress.getLoopbackAddress(), origins);
  }

  public ZoneServer(InetAddress address, List<String> origins) throws IOException {
    zones = origins.stream().map(o -> new Zone(Name.fromConstantString(o))).toList();
    Keys.ALL.forEach(k -> keys.put(k.name(), k.tsig()));
    listener = new Listener(address, this::answer);
  }

  @Override
  public int port() {
    return listener.port();
  }

  /** From now on changes do not raise the serial, as they must. */
  public void freezeSerials() {
    zones.forEach(Zone::freezeSerial);
  }

  private List<byte[]> answer(byte[] wire, boolean datagram) throws IOException {
    Message request = new Message(wire);
    Message answer = reply(request);
    TSIGRecord signature = request.getTSIG();
    TSIG key = signature == null ? null : keys.get(signature.getName());
    int bad =
        signature == null
            ? Rcode.NOERROR
            : key == null ? Rcode.BADKEY : key.verify(request, wire, null);
    if (bad != Rcode.NOERROR) {
      return List.of(badSignature(answer, signature, key, bad));
    }
    answer.getHeader().setRcode(act(request, answer, signature != null));
    if (key != null) {
      answer.setTSIG(key, Rcode.NOERROR, signature);
    }
    return List.of(answer.toWire(datagram ? 512 : 0xffff));
  }

  private static Message reply(Message request) {
    Message answer = new Message(request.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setOpcode(request.getHeader().getOpcode());
    answer.addRecord(request.getQuestion(), Section.QUESTION);
    return answer;
  }

  /** RFC 8945 section 5.3.2: only a bad time is answered with a signature. */
  private static byte[] badSignature(Message answer, TSIGRecord signature, TSIG key, int error) {
    answer.getHeader().setRcode(Rcode.NOTAUTH);
    if (error == Rcode.BADTIME) {
      answer.setTSIG(key, error, signature);
    } else {
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
              error,
              new byte[0]),
          Section.ADDITIONAL);
    }
    return answer.toWire(0xffff);
  }

  private int act(Message request, Message answer, boolean signed) {
    Record question = request.getQuestion();
    boolean update = request.getHeader().getOpcode() == Opcode.UPDATE;
    Optional<Zone> zone =
        zones.stream()
            .filter(
                z -> update ? z.origin().equals(question.getName()) : z.holds(question.getName()))
            .findFirst();
    if (update && !signed) {
      return Rcode.REFUSED;
    }
    if (question.getType() == Type.AXFR) {
      return signed ? zone.map(z -> z.transfer(answer)).orElse(Rcode.NOTAUTH) : Rcode.REFUSED;
    }
    return update
        ? zone.map(z -> z.update(request)).orElse(Rcode.NOTAUTH)
        : zone.map(z -> z.query(question, answer)).orElse(Rcode.REFUSED);
  }

  @Override
  public void close() {
    listener.close();
  }
}
