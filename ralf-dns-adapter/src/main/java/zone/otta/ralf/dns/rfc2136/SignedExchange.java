package zone.otta.ralf.dns.rfc2136;

import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Update;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.dns.DnsServer;
import zone.otta.ralf.dns.NoAnswer;

/**
 * Updates to the primary, signed, each sent once. The library believes an answer without a
 * signature; here success is believed only with one.
 */
final class SignedExchange {
  private final DnsServer server;
  private final TsigKey key;
  private final Refusals refusals;

  SignedExchange(DnsServer server, TsigKey key, Refusals refusals) {
    this.server = server;
    this.key = key;
    this.refusals = refusals;
  }

  Refusals refusals() {
    return refusals;
  }

  /** Returns when the server has said, signed, that it did it. */
  void send(Update update, Deadline deadline) {
    Message answer = key.use(tsig -> exchange(update, tsig, deadline));
    if (answer.getRcode() != Rcode.NOERROR) {
      throw refusals.rejected(update, answer);
    }
    if (!answer.isVerified()) {
      throw refusals.unverified(update);
    }
  }

  private Message exchange(Update update, TSIG tsig, Deadline deadline) {
    try {
      tsig.apply(update, null);
      DnsServer.Received answer = server.send(update, deadline);
      tsig.verify(answer.message(), answer.wire(), update.getTSIG());
      return answer.message();
    } catch (NoAnswer e) {
      throw refusals.silent(update, e);
    }
  }
}
