package zone.otta.ralf.dns.pihole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.lab.pihole.PiholeTrouble;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.NameHolder;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** Records, beyond the contract: what is written, what is left alone, and what does not count. */
class PiholeDnsTest {
  static final Mark MARK =
      new Mark(ServiceName.parse("postgresql").orElseThrow(), 1, "0".repeat(32));
  private static final String LINE = "10.10.20.10 postgres.otta.zone";
  private static final Facts.Address FACTS =
      new Facts.Address(new DnsName("postgres.otta.zone"), Ipv4Address.of("10.10.20.10"), 300);
  static final Step.RegisterAddress NAME = new Step.RegisterAddress(FACTS);
  private static final Step.UnregisterAddress NO_NAME = new Step.UnregisterAddress(FACTS);
  private PiholeStage stage;
  private InternalDns dns;

  @BeforeEach
  void setStage() throws IOException {
    stage = new PiholeStage();
    dns = stage.dns();
  }

  @AfterEach
  void clearStage() {
    dns.close();
    stage.close();
  }

  private static PortException failure(Runnable call) {
    PortException failure = catchThrowableOfType(PortException.class, call::run);
    assertThat(failure).isNotNull();
    assertThat(failure.help()).isPresent();
    return failure;
  }

  private static void is(PortException e, Fault fault, String code, String words, String... more) {
    assertThat(e.code().id()).as(e.toString()).isEqualTo(code);
    assertThat(e.fault()).isEqualTo(fault);
    String said = e.what().en() + " " + e.help().orElseThrow().en();
    assertThat(said).contains(words);
    assertThat(List.of(more)).allSatisfy(word -> assertThat(said).contains(word));
  }

  private void hosts(String... lines) {
    stage.hole().store().editHosts(all -> all.addAll(List.of(lines)));
  }

  private Observation observe(Step.Dns step) {
    return dns.observe(List.of(step)).get(0);
  }

  private void assertUnknown(Step.Dns step, String code, String... words) {
    assertThat(observe(step))
        .isInstanceOfSatisfying(
            Observation.Unknown.class,
            u -> {
              assertThat(u.why().code().id()).isEqualTo(code);
              assertThat(u.why().summary().en()).contains(words);
            });
  }

  @Test
  void one_line_is_written_and_that_very_line_removed() {
    hosts("10.10.0.100 intranet.otta.zone");
    dns.apply(NAME, MARK);
    assertThat(stage.hole().store().hosts()).contains(LINE).hasSize(2);
    dns.apply(NO_NAME, MARK);
    assertThat(stage.hole().store().hosts()).containsExactly("10.10.0.100 intranet.otta.zone");
    assertThat(stage.hole().requests())
        .filteredOn(r -> !r.startsWith("GET"))
        .containsExactly(
            "POST /api/auth",
            "PUT /api/config/dns/hosts/" + LINE,
            "DELETE /api/config/dns/hosts/" + LINE);
  }

  @Test
  void a_line_spelled_otherwise_is_removed_as_it_is_spelled() {
    hosts("10.10.20.10\tPostgres.OTTA.zone.");
    assertThat(observe(NAME)).isEqualTo(Observation.Present.of(FACTS));
    dns.apply(NAME, MARK);
    assertThat(stage.writes()).isZero();
    dns.apply(NO_NAME, MARK);
    assertThat(stage.hole().store().hosts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.10.20.10 postgres.otta.zone nas.otta.zone",
        "10.10.20.10 nas.otta.zone postgres.otta.zone",
        "10.10.20.10 postgres.otta.zone # do not touch",
      })
  void a_line_with_more_in_it_is_as_wanted_and_never_removed(String line) {
    hosts(line);
    assertThat(observe(NAME)).isEqualTo(Observation.Present.of(FACTS));
    dns.apply(NAME, MARK);
    observe(NO_NAME);
    is(failure(() -> dns.apply(NO_NAME, MARK)), Fault.CONFLICT, "RALF-W138", line, "by hand");
    assertThat(stage.hole().store().hosts()).containsExactly(line);
    assertThat(stage.writes()).isZero();
  }

  @Test
  void several_lines_of_a_name_are_nobody_s_one_address() {
    hosts(LINE, "10.10.20.11 nas.otta.zone postgres.otta.zone");
    assertUnknown(NAME, "RALF-W022", LINE, "10.10.20.11 nas.otta.zone");
    is(failure(() -> dns.apply(NAME, MARK)), Fault.CONFLICT, "RALF-W022", LINE);
    is(failure(() -> dns.apply(NO_NAME, MARK)), Fault.CONFLICT, "RALF-W138", LINE);
    assertThat(stage.writes()).isZero();
  }

  @Test
  void an_alias_and_an_ipv6_address_are_in_the_way_of_a_new_name_only() {
    hosts("fd00::10 postgres.otta.zone");
    assertUnknown(NAME, "RALF-W022", "fd00::10");
    assertThat(observe(NO_NAME)).isEqualTo(new Observation.Absent());
    stage.hole().store().editAliases(all -> all.add("postgres.otta.zone,nas.otta.zone,60"));
    assertUnknown(NAME, "RALF-W022", "CNAME postgres.otta.zone,nas.otta.zone,60");
  }

  @Test
  void who_writes_the_same_line_at_the_same_time_leaves_one() {
    stage.beforeTheNextChange(() -> hosts(LINE));
    dns.apply(NAME, MARK);
    assertThat(stage.hole().store().hosts()).containsExactly(LINE);
  }

  @Test
  void who_takes_the_name_at_the_same_time_is_told() {
    stage.beforeTheNextChange(() -> hosts("10.10.20.99 postgres.otta.zone"));
    is(
        failure(() -> dns.apply(NAME, MARK)),
        Fault.CONFLICT,
        "RALF-W022",
        LINE,
        "10.10.20.99 postgres.otta.zone");
  }

  @Test
  void who_removes_the_line_at_the_same_time_has_done_it() {
    hosts(LINE);
    stage.beforeTheNextChange(() -> stage.remove(FACTS.name(), "A"));
    dns.apply(NO_NAME, MARK);
    assertThat(observe(NO_NAME)).isEqualTo(new Observation.Absent());
    dns.apply(NO_NAME, MARK);
  }

  @Test
  void a_change_that_was_accepted_and_is_not_there_does_not_count() {
    stage.hole().trouble(new PiholeTrouble.Loses("PUT hosts"));
    is(failure(() -> dns.apply(NAME, MARK)), Fault.NOT_UNDERSTOOD, "RALF-W137", "accepted PUT");
    hosts(LINE);
    stage.hole().trouble(new PiholeTrouble.Loses("DELETE hosts"));
    is(
        failure(() -> dns.apply(NO_NAME, MARK)),
        Fault.NOT_UNDERSTOOD,
        "RALF-W137",
        "accepted DELETE",
        LINE);
  }

  @Test
  void what_the_list_says_and_the_dns_server_does_not_does_not_count() {
    stage.hole().trouble(new PiholeTrouble.StaleDns(true));
    is(
        failure(() -> dns.apply(NAME, MARK)),
        Fault.NOT_UNDERSTOOD,
        "RALF-W136",
        "its DNS 127.0.0.1:",
        "no such name");
    assertUnknown(NAME, "RALF-W136", "no such name");
    stage.hole().trouble(new PiholeTrouble.StaleDns(false));
    assertThat(observe(NAME)).isEqualTo(Observation.Present.of(FACTS));

    stage.hole().trouble(new PiholeTrouble.StaleDns(true));
    is(failure(() -> dns.apply(NO_NAME, MARK)), Fault.NOT_UNDERSTOOD, "RALF-W136", "[10.10.20.10]");
    assertUnknown(NO_NAME, "RALF-W022", "[10.10.20.10]", "no local record");
    assertUnknown(NAME, "RALF-W022", "[10.10.20.10]", "no local record");
  }

  @Test
  void a_dns_server_that_starts_anew_after_a_change_is_asked_again() {
    stage.beforeTheNextChange(() -> stage.hole().trouble(new PiholeTrouble.DnsFails(2)));
    dns.apply(NAME, MARK);
    assertThat(observe(NAME)).isEqualTo(Observation.Present.of(FACTS));
    stage.beforeTheNextChange(() -> stage.hole().trouble(new PiholeTrouble.DnsFails(10_000)));
    is(failure(() -> dns.apply(NO_NAME, MARK)), Fault.UNREACHABLE, "RALF-W023", "SERVFAIL");
    assertThat(observe(NO_NAME)).isInstanceOf(Observation.Unknown.class);
  }

  @Test
  void the_server_makes_pointers_from_the_first_line_of_an_address() {
    Facts.Pointer facts =
        new Facts.Pointer(FACTS.address(), FACTS.name(), "10.10.in-addr.arpa", 300);
    Step.Dns pointer = new Step.RegisterPointer(facts);
    Step.Dns noPointer = new Step.UnregisterPointer(facts);
    assertThat(observe(pointer)).isEqualTo(new Observation.Absent());
    is(failure(() -> dns.apply(pointer, MARK)), Fault.CONFLICT, "RALF-W138", "by itself");
    dns.apply(NAME, MARK);
    assertThat(observe(pointer)).isEqualTo(Observation.Present.of(facts));
    dns.apply(pointer, MARK);
    is(failure(() -> dns.apply(noPointer, MARK)), Fault.CONFLICT, "RALF-W138", "by itself");
    dns.apply(NO_NAME, MARK);
    dns.apply(noPointer, MARK);
  }

  @Test
  void all_names_of_an_address_are_its_holders_each_once() {
    hosts("10.10.20.10 nas.otta.zone nas", "10.10.20.10 old_name.otta.zone", "10.10.20.11 x");
    assertThat(dns.holders(FACTS.address()))
        .extracting(NameHolder::name)
        .containsExactly("nas.otta.zone", "nas", "old_name.otta.zone");
    assertThat(dns.holders(FACTS.address()).get(0).source()).startsWith("dns.hosts at 127.0.0.1:");
  }

  @Test
  void the_rehearsal_asks_for_the_impossible_and_changes_nothing() {
    hosts(LINE);
    dns.rehearse();
    assertThat(stage.hole().requests()).contains("DELETE /api/config/dns/hosts/ralf-rehearsal");
    assertThat(stage.hole().store().hosts()).containsExactly(LINE);
  }
}
