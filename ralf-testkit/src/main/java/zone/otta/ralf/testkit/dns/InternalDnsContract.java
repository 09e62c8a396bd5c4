package zone.otta.ralf.testkit.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.MarkKey;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.DnsAbilities.Pointers;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.MarkedNames;
import zone.otta.ralf.port.NameHolder;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Resolution;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.testkit.dns.DnsStage.Ailment;

/**
 * What every {@link InternalDns} that writes records must do, one test for each rule of
 * docs/contracts/internal-dns.md. Extend it and say how to set the stage.
 */
public abstract class InternalDnsContract {
  protected static final DnsName NAME = new DnsName("postgres.otta.zone");
  protected static final Ipv4Address ADDRESS = Ipv4Address.of("10.10.20.10");
  private static final String OWNER = "postgres.otta.zone.";
  private static final String REVERSE = "10.20.10.10.in-addr.arpa.";
  private static final String REVERSE_ZONE = "10.10.in-addr.arpa";
  private static final ServiceName SERVICE = ServiceName.parse("postgresql").orElseThrow();
  private static final Mark MARK = mark("postgresql", 1);

  private DnsStage stage;
  private InternalDns dns;

  /** A new stage, with empty zones. */
  protected abstract DnsStage stage() throws Exception;

  @BeforeEach
  void setStage() throws Exception {
    stage = stage();
    dns = stage.dns();
  }

  @AfterEach
  void clearStage() {
    dns.close();
    stage.close();
  }

  @Test
  void dn01_a_name_nobody_uses_is_absent() {
    assertThat(dns.observe(steps())).allMatch(Observation.Absent.class::isInstance);
    stage.put("below.postgres.otta.zone. 300 A 10.10.20.9");
    assertThat(observe(address())).isEqualTo(new Observation.Absent());
  }

  @Test
  void dn02_address_and_mark_are_there_when_apply_returns() {
    dns.apply(address(), MARK);
    assertThat(held(OWNER)).isEqualTo(with(MARK, "300 A 10.10.20.10"));
    assertThat(stage.dns().observe(List.of(address()))).containsExactly(ours(MARK));
  }

  @Test
  void dn03_the_pointer_is_there_when_apply_returns() {
    dns.apply(address(), MARK);
    switch (dns.abilities().pointers()) {
      case NONE -> assertThat(held(REVERSE)).isEmpty();
      case AUTOMATIC -> assertThat(held(REVERSE)).containsExactly("300 PTR postgres.otta.zone.");
      case OWN -> {
        dns.apply(pointer(), MARK);
        assertThat(held(REVERSE)).containsExactly("300 PTR postgres.otta.zone.");
        assertThat(observe(pointer()))
            .isInstanceOfSatisfying(
                Observation.Present.class,
                p -> assertThat(p.facts()).isEqualTo(pointer().desired()));
      }
    }
  }

  @Test
  void dn04_a_record_without_mark_is_present_as_it_is() {
    stage.put(OWNER + " 600 A 10.10.20.99");
    int seconds = dns.abilities().lifetimes() ? 600 : 300;
    Observation address =
        Observation.Present.of(new Facts.Address(NAME, Ipv4Address.of("10.10.20.99"), seconds));
    assertThat(observe(address())).isEqualTo(address);
    if (own()) {
      stage.put(REVERSE + " 900 PTR other.otta.zone.");
      assertThat(dns.observe(List.of(pointer(), address())))
          .containsExactly(
              Observation.Present.of(
                  new Facts.Pointer(ADDRESS, new DnsName("other.otta.zone"), REVERSE_ZONE, 900)),
              address);
    }
  }

  @Test
  void dn05_a_name_that_holds_something_else_is_neither_absent_nor_free() {
    stage.put(OWNER + " 300 CNAME db.otta.zone.");
    assertUnknown(address(), "db.otta.zone");
    assertConflict(address());
    assertThat(held(OWNER)).containsExactly("300 CNAME db.otta.zone.");
    if (own()) {
      stage.put(REVERSE + " 300 TXT \"reserved\"");
      assertUnknown(pointer(), "reserved");
      assertConflict(pointer());
      assertThat(held(REVERSE)).containsExactly("300 TXT \"reserved\"");
    }
  }

  @Test
  void dn06_several_addresses_are_not_one() {
    stage.put(OWNER + " 300 A 10.10.20.10");
    stage.put(OWNER + " 300 A 10.10.20.11");
    assertUnknown(address(), "10.10.20.11");
  }

  @Test
  void dn07_no_answer_never_reads_as_absent() {
    stage.ails(Ailment.SILENT);
    assertNothingConcluded();
    stage.ails(Ailment.FAILING);
    assertNothingConcluded();
  }

  @Test
  void dn08_an_answer_without_authority_never_reads_as_absent() {
    stage.ails(Ailment.HEARSAY);
    assertNothingConcluded();
  }

  @Test
  void dn09_a_taken_name_is_a_conflict_and_stays() {
    assertThat(observe(address())).isEqualTo(new Observation.Absent());
    stage.put(OWNER + " 300 A 10.10.20.99");
    assertConflict(address());
    assertThat(held(OWNER)).containsExactly("300 A 10.10.20.99");
    if (own()) {
      stage.put(REVERSE + " 300 PTR other.otta.zone.");
      assertConflict(pointer());
      assertThat(held(REVERSE)).containsExactly("300 PTR other.otta.zone.");
    }
  }

  @Test
  void dn10_a_record_without_our_mark_is_not_replaced() {
    stage.put(OWNER + " 300 A 10.10.20.99");
    observe(address());
    assertConflict(address());
    assertThat(held(OWNER)).containsExactly("300 A 10.10.20.99");
    if (dns.abilities().marks()) {
      stage.put(OWNER + " 300 " + text(mark("gitea", 4)));
      observe(address());
      assertConflict(address());
      assertThat(held(OWNER)).contains("300 A 10.10.20.99").hasSize(2);
    }
  }

  @Test
  void dn11_what_was_observed_as_ours_is_replaced_and_its_neighbours_stay() {
    stage.put(OWNER + " 300 A 10.10.20.99");
    if (!dns.abilities().marks()) {
      observe(address());
      assertConflict(address());
      return;
    }
    stage.put(OWNER + " 300 " + text(mark("postgresql", 3)));
    stage.put(OWNER + " 300 TXT \"contact=ops\"");
    observe(address());
    dns.apply(address(), MARK);
    assertThat(held(OWNER))
        .containsExactly("300 A 10.10.20.10", "300 TXT \"contact=ops\"", "300 " + text(MARK));
    assertThat(observe(address())).isEqualTo(ours(MARK));
  }

  @Test
  void dn12_what_changed_since_it_was_observed_is_a_conflict_and_stays() {
    dns.apply(address(), MARK);
    var moved =
        new Step.RegisterAddress(new Facts.Address(NAME, Ipv4Address.of("10.10.20.20"), 300));
    dns.observe(List.of(moved));
    stage.remove(NAME, "A");
    stage.put(OWNER + " 300 A 10.10.20.99");
    assertThat(fault(() -> dns.apply(moved, MARK))).isEqualTo(Fault.CONFLICT);
    assertThat(held(OWNER)).contains("300 A 10.10.20.99").doesNotContain("300 A 10.10.20.20");
  }

  @Test
  void dn13_a_success_that_was_not_verified_is_none() {
    stage.ails(Ailment.FORGED);
    assertThat(fault(() -> dns.apply(address(), MARK))).isEqualTo(Fault.UNREACHABLE);
    assertThat(stage.records(OWNER)).isEmpty();
  }

  @Test
  void dn14_a_lost_answer_is_an_unknown_outcome_and_not_sent_again() {
    stage.ails(Ailment.ANSWERS_LOST);
    assertThat(fault(() -> dns.apply(address(), MARK))).isEqualTo(Fault.UNREACHABLE);
    stage.ails(Ailment.NONE);
    assertThat(observe(address())).isEqualTo(ours(MARK));
    stage.ails(Ailment.SILENT);
    Step.Dns next = own() ? pointer() : address("other.otta.zone", "10.10.20.11");
    assertThat(fault(() -> dns.apply(next, MARK))).isEqualTo(Fault.UNREACHABLE);
    stage.ails(Ailment.NONE);
    assertThat(observe(next)).isEqualTo(new Observation.Absent());
  }

  @Test
  void dn15_credentials_the_server_does_not_know_are_refused_and_said_so() {
    try (InternalDns stranger = stage.stranger()) {
      PortException refused =
          catchThrowableOfType(PortException.class, () -> stranger.apply(address(), MARK));
      assertThat(refused.fault()).isEqualTo(Fault.REFUSED);
      assertThat(refused.help()).isPresent();
    }
    assertThat(stage.records(OWNER)).isEmpty();
  }

  @Test
  void dn16_resolving_gives_the_addresses_and_nothing_for_an_unknown_name() {
    assertThat(dns.resolve(NAME))
        .isNotEmpty()
        .allMatch(Resolution.NoSuchName.class::isInstance)
        .extracting(Resolution::resolver)
        .doesNotHaveDuplicates();
    dns.apply(address(), MARK);
    assertThat(dns.resolve(NAME))
        .isNotEmpty()
        .allSatisfy(
            r ->
                assertThat(r)
                    .isInstanceOfSatisfying(
                        Resolution.Answered.class,
                        a -> assertThat(a.addresses()).containsExactly(ADDRESS)));
  }

  @Test
  void dn17_a_resolver_that_does_not_answer_is_no_empty_answer() {
    for (Ailment ailment : List.of(Ailment.SILENT, Ailment.FAILING)) {
      stage.ails(ailment);
      assertThat(dns.resolve(NAME)).isNotEmpty().allMatch(Resolution.Silent.class::isInstance);
    }
  }

  @Test
  void dn18_a_removal_takes_address_and_mark_and_leaves_the_neighbours() {
    dns.apply(address(), MARK);
    boolean marks = dns.abilities().marks();
    if (marks) {
      stage.put(OWNER + " 300 TXT \"contact=ops\"");
    }
    assertThat(observe(noAddress())).isEqualTo(ours(MARK));
    dns.apply(noAddress(), mark("postgresql", 2));
    assertThat(held(OWNER)).isEqualTo(marks ? List.of("300 TXT \"contact=ops\"") : List.of());
    assertThat(observe(noAddress())).isEqualTo(new Observation.Absent());
  }

  @Test
  void dn19_a_removal_takes_the_pointer() {
    dns.apply(address(), MARK);
    if (!own()) {
      observe(noAddress());
      dns.apply(noAddress(), mark("postgresql", 2));
      assertThat(held(REVERSE)).isEmpty();
      return;
    }
    dns.apply(pointer(), MARK);
    observe(noPointer());
    dns.apply(noPointer(), mark("postgresql", 2));
    assertThat(held(REVERSE)).isEmpty();
    assertThat(observe(noPointer())).isEqualTo(new Observation.Absent());
  }

  @Test
  void dn20_what_is_not_ours_is_not_removed() {
    if (!dns.abilities().marks()) {
      stage.put(OWNER + " 300 A 10.10.20.99");
      observe(noAddress());
      assertConflict(noAddress());
      assertThat(held(OWNER)).containsExactly("300 A 10.10.20.99");
      return;
    }
    stage.put(OWNER + " 300 A 10.10.20.10");
    observe(noAddress());
    assertConflict(noAddress());
    stage.put(OWNER + " 300 " + text(mark("gitea", 4)));
    observe(noAddress());
    assertConflict(noAddress());
    assertThat(held(OWNER)).contains("300 A 10.10.20.10").hasSize(2);
    if (own()) {
      stage.put(REVERSE + " 300 PTR other.otta.zone.");
      observe(noPointer());
      assertConflict(noPointer());
      assertThat(held(REVERSE)).containsExactly("300 PTR other.otta.zone.");
    }
  }

  @Test
  void dn21_what_changed_since_it_was_observed_is_not_removed() {
    dns.apply(address(), MARK);
    observe(noAddress());
    stage.remove(NAME, "A");
    stage.put(OWNER + " 300 A 10.10.20.99");
    assertConflict(noAddress());
    assertThat(held(OWNER)).contains("300 A 10.10.20.99");
  }

  @Test
  void dn22_a_removal_whose_answer_was_lost_is_looked_up() {
    dns.apply(address(), MARK);
    observe(noAddress());
    stage.ails(Ailment.ANSWERS_LOST);
    assertThat(fault(() -> dns.apply(noAddress(), MARK))).isEqualTo(Fault.UNREACHABLE);
    stage.ails(Ailment.NONE);
    assertThat(observe(noAddress())).isEqualTo(new Observation.Absent());
  }

  @Test
  void dn23_a_pointer_shares_the_mark_of_the_name_it_points_to_and_is_replaced_by_it() {
    if (!own()) {
      dns.apply(address(), MARK);
      assertThat(held(REVERSE))
          .isEqualTo(
              dns.abilities().pointers() == Pointers.NONE
                  ? List.of()
                  : List.of("300 PTR postgres.otta.zone."));
      return;
    }
    MarkKey key = new MarkKey(new byte[MarkKey.BYTES]);
    Mark mark = key.sign(SERVICE, 3, "dns old.otta.zone");
    Ownership ownership = new Ownership(SERVICE, key, Set.of(3L), true);
    stage.put("old.otta.zone. 300 A 10.10.20.10");
    stage.put("old.otta.zone. 300 " + text(mark));
    stage.put(REVERSE + " 300 PTR old.otta.zone.");
    assertThat(observe(pointer()))
        .isInstanceOfSatisfying(
            Observation.Present.class,
            p -> assertThat(ownership.ours(pointer(), p)).as(p.toString()).isTrue());
    dns.apply(pointer(), MARK);
    assertThat(held(REVERSE)).containsExactly("300 PTR postgres.otta.zone.");
    assertThat(held("old.otta.zone.")).containsExactly("300 A 10.10.20.10", "300 " + text(mark));
  }

  @Test
  void dn24_a_rehearsal_changes_nothing_and_finds_what_would_stop_a_change() {
    dns.apply(address(), MARK);
    List<String> before = held(OWNER);
    dns.rehearse();
    assertThat(held(OWNER)).isEqualTo(before);
    try (InternalDns stranger = stage.stranger()) {
      assertThat(fault(stranger::rehearse)).isEqualTo(Fault.REFUSED);
    }
    for (Ailment ailment : List.of(Ailment.SILENT, Ailment.FORGED)) {
      stage.ails(ailment);
      assertThat(fault(dns::rehearse)).isEqualTo(Fault.UNREACHABLE);
    }
  }

  @Test
  void dn25_changes_are_carried_out_in_order_up_to_the_first_that_cannot_be() {
    Step.Dns first = address("a.otta.zone", "10.10.20.11");
    Step.Dns taken = address("b.otta.zone", "10.10.20.12");
    Step.Dns last = address("c.otta.zone", "10.10.20.13");
    dns.observe(List.of(address("b.otta.zone", "10.10.20.12")));
    stage.put("b.otta.zone. 300 A 10.10.20.99");
    assertThat(fault(() -> dns.apply(changes(first, taken, last)))).isEqualTo(Fault.CONFLICT);
    assertThat(observe(first)).isInstanceOf(Observation.Present.class);
    assertThat(held("b.otta.zone.")).containsExactly("300 A 10.10.20.99");
    assertThat(observe(last)).isEqualTo(new Observation.Absent());
    dns.apply(changes(last, address()));
    assertThat(dns.observe(List.of(last, address())))
        .allMatch(Observation.Present.class::isInstance);
  }

  @Test
  void dn26_who_uses_an_address_is_named() {
    assertThat(dns.holders(ADDRESS)).isEmpty();
    stage.put("other.otta.zone. 300 A 10.10.20.10");
    if (dns.abilities().pointers() != Pointers.AUTOMATIC) {
      stage.put(REVERSE + " 300 PTR other.otta.zone.");
    }
    assertThat(dns.holders(ADDRESS)).extracting(NameHolder::name).containsOnly("other.otta.zone");
    assertThat(dns.holders(Ipv4Address.of("10.10.20.11"))).isEmpty();
    stage.ails(Ailment.SILENT);
    assertThat(fault(() -> dns.holders(ADDRESS))).isEqualTo(Fault.UNREACHABLE);
  }

  @Test
  void dn27_all_marked_addresses_are_listed_or_it_is_said_that_they_are_not() {
    dns.apply(address(), MARK);
    stage.put("other.otta.zone. 300 A 10.10.20.11");
    switch (dns.marked()) {
      case MarkedNames.NotListed n -> assertThat(n.why().summary().en()).isNotBlank();
      case MarkedNames.Listed l ->
          assertThat(l.names()).containsExactly(new MarkedNames.Marked(address().desired(), MARK));
    }
    stage.ails(Ailment.SILENT);
    try {
      assertThat(dns.marked()).isInstanceOf(MarkedNames.NotListed.class);
    } catch (PortException e) {
      assertThat(e.fault()).isEqualTo(Fault.UNREACHABLE);
    }
  }

  @Test
  void dn28_what_is_as_wanted_is_not_written_again() {
    dns.apply(address(), MARK);
    observe(address());
    long writes = stage.writes();
    assertThat(writes).isPositive();
    dns.apply(address(), MARK);
    assertThat(stage.writes()).isEqualTo(writes);
    assertThat(held(OWNER)).isEqualTo(with(MARK, "300 A 10.10.20.10"));
  }

  @Test
  void dn29_a_record_is_adopted_only_as_it_was_seen_and_where_that_can_be_bound() {
    stage.put(OWNER + " 600 A 10.10.20.10");
    var seen = new Facts.Address(NAME, ADDRESS, 600);
    var adopting = new Step.RegisterAddress(address().desired(), Optional.of(seen));
    observe(adopting);
    if (!dns.abilities().marks() || !dns.abilities().conditional()) {
      if (dns.abilities().marks()) {
        assertConflict(adopting);
      }
      assertThat(stage.records(OWNER)).hasSize(1);
      return;
    }
    stage.remove(NAME, "A");
    stage.put(OWNER + " 600 A 10.10.20.99");
    assertConflict(adopting);
    assertThat(held(OWNER)).containsExactly("600 A 10.10.20.99");
    stage.remove(NAME, "A");
    stage.put(OWNER + " 600 A 10.10.20.10");
    dns.apply(adopting, MARK);
    assertThat(held(OWNER)).isEqualTo(with(MARK, "300 A 10.10.20.10"));
    assertThat(observe(adopting)).isEqualTo(ours(MARK));
  }

  private boolean own() {
    return dns.abilities().pointers() == Pointers.OWN;
  }

  private List<Step.Dns> steps() {
    return own() ? List.of(address(), pointer()) : List.of(address());
  }

  /** What the server holds; without lifetimes of its own, each counts as the wanted one. */
  private List<String> held(String name) {
    List<String> records = stage.records(name);
    return dns.abilities().lifetimes()
        ? records
        : records.stream().map(r -> r.replaceFirst("^\\d+ ", "300 ")).toList();
  }

  /** A record, and the mark beside it where there are any. */
  private List<String> with(Mark mark, String record) {
    return dns.abilities().marks() ? List.of(record, "300 " + text(mark)) : List.of(record);
  }

  private static List<InternalDns.Change> changes(Step.Dns... steps) {
    return Stream.of(steps).map(s -> new InternalDns.Change(s, MARK)).toList();
  }

  private void assertNothingConcluded() {
    for (Step.Dns step : steps()) {
      try {
        assertThat(observe(step)).isInstanceOf(Observation.Unknown.class);
      } catch (PortException e) {
        assertThat(e.fault()).isEqualTo(Fault.UNREACHABLE);
      }
    }
  }

  private void assertUnknown(Step.Dns step, String seen) {
    assertThat(observe(step))
        .isInstanceOfSatisfying(
            Observation.Unknown.class, u -> assertThat(u.why().summary().en()).contains(seen));
  }

  private void assertConflict(Step.Dns step) {
    assertThat(fault(() -> dns.apply(step, MARK))).isEqualTo(Fault.CONFLICT);
  }

  private static Fault fault(Runnable call) {
    PortException thrown = catchThrowableOfType(PortException.class, call::run);
    assertThat(thrown).isNotNull();
    return thrown.fault();
  }

  private Observation observe(Step.Dns step) {
    return dns.observe(List.of(step)).get(0);
  }

  private Observation ours(Mark mark) {
    return new Observation.Present(
        address().desired(), Optional.of(mark).filter(m -> dns.abilities().marks()));
  }

  private static String text(Mark mark) {
    return "TXT \"" + mark.line() + "\"";
  }

  private static Mark mark(String service, long run) {
    return new Mark(ServiceName.parse(service).orElseThrow(), run, "0123456789abcdef".repeat(2));
  }

  protected static Step.RegisterAddress address() {
    return new Step.RegisterAddress(new Facts.Address(NAME, ADDRESS, 300));
  }

  private static Step.RegisterAddress address(String name, String address) {
    return new Step.RegisterAddress(
        new Facts.Address(new DnsName(name), Ipv4Address.of(address), 300));
  }

  protected static Step.UnregisterAddress noAddress() {
    return new Step.UnregisterAddress(address().desired());
  }

  protected static Step.UnregisterPointer noPointer() {
    return new Step.UnregisterPointer(pointer().desired());
  }

  protected static Step.RegisterPointer pointer() {
    return new Step.RegisterPointer(new Facts.Pointer(ADDRESS, NAME, REVERSE_ZONE, 300));
  }
}
