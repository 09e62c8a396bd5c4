package zone.otta.ralf.dns.rfc2136;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Serial;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.dns.DnsServer;
import zone.otta.ralf.dns.server.NameServer;
import zone.otta.ralf.dns.server.ServerStage;
import zone.otta.ralf.site.DnsEndpoint;

/**
 * One update to try on a server, at a name of its own.
 *
 * @param before what the name holds: lifetime, type and data
 * @param zone that the message speaks of
 * @param signing empty: not at all
 */
record UpdateTry(
    int number,
    String what,
    String owner,
    List<String> before,
    String zone,
    Optional<TSIG> signing,
    Ask ask) {
  interface Ask {
    void of(Update update, Name name) throws IOException;
  }

  /** Code, signature, serial; what the name then holds. */
  List<String> on(NameServer running) throws Exception {
    DnsServer server = new DnsServer(new DnsEndpoint.Server("127.0.0.1", running.port()), true);
    try (ServerStage stage = new ServerStage(running)) {
      before.forEach(r -> stage.put(owner + " " + r));
      long serial = serial(server);
      Message answer = send(server);
      String signed = answer.isVerified() ? "signed" : "unsigned";
      String moved = moved(serial, serial(server));
      return List.of(
          String.join(" ", code(answer), signed, moved), String.join(", ", stage.records(owner)));
    }
  }

  private Message send(DnsServer server) throws IOException {
    Update update = new Update(Name.fromString(zone));
    ask.of(update, Name.fromString(owner));
    signing.ifPresent(key -> key.apply(update, null));
    DnsServer.Received received = server.send(update, Deadline.after(Deadline.CALL));
    signing.ifPresent(key -> key.verify(received.message(), received.wire(), update.getTSIG()));
    return received.message();
  }

  private static String code(Message answer) {
    TSIGRecord tsig = answer.getTSIG();
    return tsig == null || tsig.getError() == 0
        ? Rcode.string(answer.getRcode())
        : Rcode.string(answer.getRcode()) + " " + Rcode.TSIGstring(tsig.getError());
  }

  private long serial(DnsServer server) throws IOException {
    Name of = Name.fromString(ServerStage.ORIGINS.contains(zone) ? zone : "otta.zone.");
    Message answer =
        server
            .send(
                Message.newQuery(Record.newRecord(of, Type.SOA, DClass.IN)),
                Deadline.after(Deadline.CALL))
            .message();
    return ((SOARecord) answer.getSection(Section.ANSWER).get(0)).getSerial();
  }

  private static String moved(long before, long now) {
    int by = Serial.compare(now, before);
    return by == 0 ? "still" : by == 1 ? "+1" : by > 1 ? "jump" : "back";
  }

  @Override
  public String toString() {
    return number + " " + what;
  }
}
