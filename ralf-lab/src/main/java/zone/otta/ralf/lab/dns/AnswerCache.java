package zone.otta.ralf.lab.dns;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/**
 * What a resolver remembers: addresses for as long as they say, and that there is none for as long
 * as the zone's SOA record says (RFC 2308 section 5). Lifetimes count down. Thread-safe.
 */
final class AnswerCache {
  private final InstantSource clock;
  private final Map<Key, Entry> entries = new HashMap<>();

  AnswerCache(InstantSource clock) {
    this.clock = clock;
  }

  private record Key(Name name, int type) {
    static Key of(Record question) {
      return new Key(question.getName(), question.getType());
    }
  }

  /**
   * What is said of a question.
   *
   * @param proof the SOA record of an answer without records, its lifetime already the smaller one
   */
  record Known(int rcode, List<Record> records, Optional<SOARecord> proof) {
    /** Empty for what no other server may be told: failures, refusals. */
    static Optional<Known> of(Message answer) {
      List<Record> records = answer.getSection(Section.ANSWER);
      int rcode = answer.getRcode();
      Optional<SOARecord> proof =
          answer.getSection(Section.AUTHORITY).stream()
              .filter(SOARecord.class::isInstance)
              .map(SOARecord.class::cast)
              .findFirst()
              .map(soa -> aged(soa, Math.min(soa.getTTL(), soa.getMinimum())));
      return rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN
          ? Optional.of(new Known(rcode, records, records.isEmpty() ? proof : Optional.empty()))
          : Optional.empty();
    }

    /** 0: it is not to be remembered. An answer without records and without proof is not. */
    private long seconds() {
      return records.isEmpty()
          ? proof.map(Record::getTTL).orElse(0L)
          : records.stream().mapToLong(Record::getTTL).min().orElse(0);
    }

    private Known after(long seconds) {
      return new Known(
          rcode,
          records.stream().map(r -> aged(r, r.getTTL() - seconds)).toList(),
          proof.map(soa -> aged(soa, soa.getTTL() - seconds)));
    }
  }

  private record Entry(Known known, Instant since) {}

  private static <R extends Record> R aged(R record, long seconds) {
    @SuppressWarnings("unchecked") // a record of the same type and data
    R aged =
        (R)
            Record.newRecord(
                record.getName(),
                record.getType(),
                DClass.IN,
                seconds,
                record.rdataToWireCanonical());
    return aged;
  }

  /** What is still remembered, with the time that is left to it. */
  synchronized Optional<Known> recall(Record question) {
    Entry entry = entries.get(Key.of(question));
    if (entry == null) {
      return Optional.empty();
    }
    long passed = Duration.between(entry.since(), clock.instant()).toSeconds();
    if (passed >= entry.known().seconds()) {
      entries.remove(Key.of(question));
      return Optional.empty();
    }
    return Optional.of(entry.known().after(passed));
  }

  synchronized void remember(Record question, Known known) {
    if (known.seconds() > 0) {
      entries.put(Key.of(question), new Entry(known, clock.instant()));
    }
  }
}
