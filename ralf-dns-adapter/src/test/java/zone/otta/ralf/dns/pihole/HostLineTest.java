package zone.otta.ralf.dns.pihole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** What is read out of a line of hosts, and which line counts as RALF's own. */
class HostLineTest {
  private static final Facts.Address WANTED =
      new Facts.Address(new DnsName("db.otta.zone"), Ipv4Address.of("10.10.20.10"), 300);

  @Test
  void what_ralf_writes_is_its_own() {
    assertThat(HostLine.of(WANTED)).isEqualTo("10.10.20.10 db.otta.zone");
    assertThat(HostLine.parse(HostLine.of(WANTED)).orElseThrow().isExactly(WANTED)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.10.20.10 DB.Otta.Zone., true",
    "'  10.10.20.10 \t db.otta.zone  ', true",
    "10.10.20.10 db.otta.zone db, false",
    "10.10.20.10 db db.otta.zone, false",
    "10.10.20.10 db.otta.zone # the database, false",
    "10.10.20.10 db.otta.zone#, false",
    "10.10.20.11 db.otta.zone, false",
    "fd00::10 db.otta.zone, false",
  })
  void only_a_line_with_nothing_else_is_its_own(String text, boolean own) {
    HostLine line = HostLine.parse(text).orElseThrow();
    assertThat(line.isExactly(WANTED)).isEqualTo(own);
    assertThat(line.names(WANTED.name())).isTrue();
    assertThat(line.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "10.10.20.10", "# 10.10.20.10 db.otta.zone", "10.10.20.10 #db"})
  void a_line_without_a_name_makes_no_record(String text) {
    assertThat(HostLine.parse(text)).isEmpty();
  }

  @Test
  void no_name_of_a_line_is_overlooked() {
    var random = new Random(4711);
    for (int round = 0; round < 500; round++) {
      List<String> names = names(random);
      String blank = random.nextBoolean() ? " " : " \t ";
      String text =
          "10.10.20.10"
              + blank
              + names.stream()
                  .map(n -> random.nextBoolean() ? n.toUpperCase(java.util.Locale.ROOT) : n)
                  .collect(Collectors.joining(blank))
              + (random.nextBoolean() ? "" : " # spare.otta.zone");
      HostLine line = HostLine.parse(text).orElseThrow();
      assertThat(names).as(text).allMatch(n -> line.names(new DnsName(n)));
      assertThat(line.names()).as(text).hasSize(names.size());
      assertThat(line.names(new DnsName("spare.otta.zone"))).as(text).isFalse();
    }
  }

  private static List<String> names(Random random) {
    var names = new ArrayList<String>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      names.add("h" + random.nextInt(1000) + ".otta.zone");
    }
    return names;
  }

  @ParameterizedTest
  @CsvSource({
    "'db.otta.zone,nas.otta.zone', true",
    "'DB.otta.zone, nas.otta.zone ,300', true",
    "'www.otta.zone,db.otta.zone,nas.otta.zone', true",
    "'www.otta.zone,db.otta.zone', false",
    "'www.otta.zone,db.otta.zone,60', false",
    "'db.otta.zone', false",
  })
  void an_alias_is_every_part_but_the_last_name(String text, boolean alias) {
    assertThat(CnameLine.parse(text).names(WANTED.name())).isEqualTo(alias);
  }
}
