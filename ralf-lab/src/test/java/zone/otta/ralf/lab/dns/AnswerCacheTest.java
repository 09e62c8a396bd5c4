package zone.otta.ralf.lab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import zone.otta.ralf.lab.dns.AnswerCache.Known;

/** What a resolver remembers and for how long (RFC 2308 section 5). */
class AnswerCacheTest {
  private static final Record QUESTION =
      Record.newRecord(Name.fromConstantString("db.otta.zone."), Type.A, DClass.IN);
  private Instant now = Instant.parse("2026-11-29T12:00:00Z");
  private final AnswerCache cache = new AnswerCache(() -> now);

  private static Record record(String name, long ttl, String type, String data) {
    try {
      return Record.fromString(
          Name.fromString(name), Type.value(type), DClass.IN, ttl, data, Name.root);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Record soa(long ttl, long minimum) {
    return record(
        "otta.zone.", ttl, "SOA", "ns.otta.zone. host.otta.zone. 1 3600 600 86400 " + minimum);
  }

  private static Message answer(int rcode) {
    Message answer = new Message();
    answer.getHeader().setRcode(rcode);
    return answer;
  }

  @ParameterizedTest
  @CsvSource({"3600, 60, 60", "30, 60, 30"})
  void nothing_is_remembered_for_the_smaller_of_two_times(long ttl, long minimum, int seconds) {
    for (int rcode : new int[] {Rcode.NXDOMAIN, Rcode.NOERROR}) {
      Message answer = answer(rcode);
      answer.addRecord(soa(ttl, minimum), Section.AUTHORITY);
      cache.remember(QUESTION, Known.of(answer).orElseThrow());
      now = now.plusSeconds(seconds - 1);
      Known known = cache.recall(QUESTION).orElseThrow();
      assertThat(known.rcode()).isEqualTo(rcode);
      assertThat(known.records()).isEmpty();
      assertThat(known.proof().orElseThrow().getTTL()).isEqualTo(1);
      now = now.plusSeconds(1);
      assertThat(cache.recall(QUESTION)).isEmpty();
    }
  }

  @Test
  void addresses_are_remembered_as_long_as_the_shortest_of_the_answer() {
    Message answer = answer(Rcode.NOERROR);
    answer.addRecord(record("db.otta.zone.", 30, "CNAME", "pg.otta.zone."), Section.ANSWER);
    answer.addRecord(record("pg.otta.zone.", 300, "A", "10.10.20.10"), Section.ANSWER);
    cache.remember(QUESTION, Known.of(answer).orElseThrow());
    now = now.plusSeconds(20);
    assertThat(cache.recall(QUESTION).orElseThrow().records())
        .extracting(Record::getTTL)
        .containsExactly(10L, 280L);
    now = now.plusSeconds(10);
    assertThat(cache.recall(QUESTION)).isEmpty();
  }

  @Test
  void another_type_of_the_same_name_is_another_question() {
    Message answer = answer(Rcode.NOERROR);
    answer.addRecord(record("db.otta.zone.", 300, "A", "10.10.20.10"), Section.ANSWER);
    cache.remember(QUESTION, Known.of(answer).orElseThrow());
    assertThat(cache.recall(Record.newRecord(QUESTION.getName(), Type.TXT, DClass.IN))).isEmpty();
  }

  @Test
  void what_proves_nothing_is_not_remembered() {
    cache.remember(QUESTION, Known.of(answer(Rcode.NXDOMAIN)).orElseThrow());
    assertThat(cache.recall(QUESTION)).isEmpty();
    Message fleeting = answer(Rcode.NOERROR);
    fleeting.addRecord(record("db.otta.zone.", 0, "A", "10.10.20.10"), Section.ANSWER);
    cache.remember(QUESTION, Known.of(fleeting).orElseThrow());
    assertThat(cache.recall(QUESTION)).isEmpty();
    assertThat(Known.of(answer(Rcode.SERVFAIL))).isEmpty();
    assertThat(Known.of(answer(Rcode.REFUSED))).isEmpty();
  }
}
