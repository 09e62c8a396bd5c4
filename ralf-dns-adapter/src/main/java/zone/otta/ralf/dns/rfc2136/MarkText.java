package zone.otta.ralf.dns.rfc2136;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import zone.otta.ralf.plan.Mark;

/** A mark as a TXT record: its line as the record's one string. */
final class MarkText {
  private MarkText() {}

  static TXTRecord record(Name name, long ttl, Mark mark) {
    return new TXTRecord(name, DClass.IN, ttl, mark.line());
  }

  static boolean isMark(Record record) {
    return find(record).isPresent();
  }

  static List<Mark> in(List<Record> texts) {
    return texts.stream().flatMap(t -> find(t).stream()).toList();
  }

  /** Only a record that is the mark and nothing else. */
  private static Optional<Mark> find(Record record) {
    if (!(record instanceof TXTRecord txt) || txt.getStringsAsByteArrays().size() != 1) {
      return Optional.empty();
    }
    String text = new String(txt.getStringsAsByteArrays().get(0), StandardCharsets.UTF_8);
    return Mark.find(text).filter(m -> m.line().equals(text));
  }
}
