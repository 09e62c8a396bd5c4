package zone.otta.ralf.lab.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;

/**
 * A resolver as clients use it: it has no zone of its own, asks other servers on loopback for some
 * zones, and remembers what they said. Of everything else it says what the public DNS would: that
 * there is no such top level domain. Thread-safe.
 */
public final class CachingResolver implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final InetAddress at;
  private final Map<Name, InetSocketAddress> forwards = new HashMap<>();
  private final AnswerCache cache;
  private final DnsSockets sockets;
  private volatile Duration ahead = Duration.ZERO;

  /**
   * Listens on a free port, by this machine's clock.
   *
   * @param forwards the server of each zone
   */
  public CachingResolver(InetAddress at, Map<String, InetSocketAddress> forwards)
      throws IOException {
    this(at, forwards, InstantSource.system());
  }

  /** The same, by another clock. */
  public CachingResolver(
      InetAddress at, Map<String, InetSocketAddress> forwards, InstantSource clock)
      throws IOException {
    for (Map.Entry<String, InetSocketAddress> forward : forwards.entrySet()) {
      if (!forward.getValue().getAddress().isLoopbackAddress()) {
        throw new IllegalArgumentException("not loopback");
      }
      this.forwards.put(Name.fromString(forward.getKey(), Name.root), forward.getValue());
    }
    this.at = at;
    this.cache = new AnswerCache(() -> clock.instant().plus(ahead));
    this.sockets = new DnsSockets(at, "lab resolver", this::answer);
  }

  public String host() {
    return at.getHostAddress();
  }

  public int port() {
    return sockets.port();
  }

  /** Sets its clock ahead of the one it was given. */
  public void ahead(Duration time) {
    ahead = time;
  }

  private Optional<byte[]> answer(byte[] wire, boolean datagram) {
    return Replies.to(wire, datagram, this::answer);
  }

  private Message answer(Message asked) {
    Message answer = Replies.begun(asked);
    if (asked.getHeader().getOpcode() != Opcode.QUERY) {
      answer.getHeader().setRcode(Rcode.NOTIMP);
    } else if (!asked.getHeader().getFlag(Flags.RD)) {
      answer.getHeader().setRcode(Rcode.REFUSED);
    } else {
      answer.getHeader().setFlag(Flags.RD);
      fill(answer, asked.getQuestion());
    }
    return answer;
  }

  private void fill(Message answer, Record question) {
    Optional<AnswerCache.Known> known = cache.recall(question).or(() -> find(question));
    answer.getHeader().setRcode(known.map(AnswerCache.Known::rcode).orElse(Rcode.SERVFAIL));
    known.ifPresent(
        k -> {
          k.records().forEach(r -> answer.addRecord(r, Section.ANSWER));
          k.proof().ifPresent(soa -> answer.addRecord(soa, Section.AUTHORITY));
        });
  }

  private Optional<AnswerCache.Known> find(Record question) {
    Optional<AnswerCache.Known> found =
        forwards.entrySet().stream()
            .filter(zone -> question.getName().subdomain(zone.getKey()))
            .max(Comparator.comparingInt(zone -> zone.getKey().labels()))
            .map(zone -> ask(zone.getValue(), question))
            .orElseGet(() -> AnswerCache.Known.of(publicly(question)));
    found.ifPresent(known -> cache.remember(question, known));
    return found;
  }

  /** Empty: it says nothing that can be passed on. */
  private static Optional<AnswerCache.Known> ask(InetSocketAddress server, Record question) {
    try {
      var resolver = new SimpleResolver(server);
      resolver.setTimeout(PATIENCE);
      return AnswerCache.Known.of(resolver.send(Message.newQuery(question)));
    } catch (IOException silent) {
      return Optional.empty();
    }
  }

  private static Message publicly(Record question) {
    Message answer = new Message();
    answer.getHeader().setRcode(Rcode.NXDOMAIN);
    answer.addRecord(question, Section.QUESTION);
    Name host = Name.fromConstantString("a.root-servers.net.");
    Name admin = Name.fromConstantString("nstld.verisign-grs.com.");
    answer.addRecord(
        new SOARecord(
            Name.root, DClass.IN, 86400, host, admin, 2026112900, 1800, 900, 604800, 86400),
        Section.AUTHORITY);
    return answer;
  }

  @Override
  public void close() throws IOException {
    sockets.close();
  }
}
