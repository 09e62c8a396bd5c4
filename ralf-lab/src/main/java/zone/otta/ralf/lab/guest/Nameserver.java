package zone.otta.ralf.lab.guest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** The name server of the guests' resolv.conf, asked by the C library: two tries of two seconds. */
public final class Nameserver {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int TRIES = 2;
  private final Supplier<InetSocketAddress> where;

  /**
   * @param where it really listens; asked at each question
   */
  public Nameserver(Supplier<InetSocketAddress> where) {
    this.where = where;
  }

  /** Empty: no such name, no address, or no answer; a guest's programs cannot tell them apart. */
  List<String> addresses(String name) {
    for (int i = 0; i < TRIES; i++) {
      try {
        SimpleResolver resolver = new SimpleResolver(where.get());
        resolver.setTimeout(PATIENCE);
        Record question = Record.newRecord(Name.fromString(name + "."), Type.A, DClass.IN);
        return resolver.send(Message.newQuery(question)).getSection(Section.ANSWER).stream()
            .filter(ARecord.class::isInstance)
            .map(Record::rdataToString)
            .toList();
      } catch (IOException e) {
        continue;
      }
    }
    return List.of();
  }
}
