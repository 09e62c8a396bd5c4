package zone.otta.ralf.testkit.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.PortException;
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
    assertThat(dns.observe(List.of(address(), pointer())))
        .containsExactly(new Observation.Absent(), new Observation.Absent());
    stage.put("below.postgres.otta.zone. 300 A 10.10.20.9");
    assertThat(observe(address())).isEqualTo(new Observation.Absent());
  }

  @Test
  void dn02_address_and_mark_are_there_when_apply_returns() {
    dns.apply(address(), MARK);
    assertThat(stage.records(OWNER)).containsExactly("300 A 10.10.20.10", text(MARK));
    assertThat(stage.dns().observe(List.of(address()))).containsExactly(ours(MARK));
  }

  @Test
  void dn03_the_pointer_is_there_when_apply_returns() {
    dns.apply(address(), MARK);
    dns.apply(pointer(), MARK);
    assertThat(stage.records(REVERSE)).containsExactly("300 PTR postgres.otta.zone.");
    assertThat(observe(pointer()))
        .isInstanceOfSatisfying(
            Observation.Present.class, p -> assertThat(p.facts()).isEqualTo(pointer().desired()));
  }

  @Test
  void dn04_a_record_without_mark_is_present_as_it_is() {
    stage.put(OWNER + " 600 A 10.10.20.99");
    stage.put(REVERSE + " 900 PTR other.otta.zone.");
    assertThat(dns.observe(List.of(pointer(), address())))
        .containsExactly(
            Observation.Present.of(
                new Facts.Pointer(ADDRESS, new DnsName("other.otta.zone"), REVERSE_ZONE, 900)),
            Observation.Present.of(new Facts.Address(NAME, Ipv4Address.of("10.10.20.99"), 600)));
  }

  @Test
  void dn05_a_name_that_holds_something_else_is_neither_absent_nor_free() {
    stage.put(OWNER + " 300 CNAME db.otta.zone.");
    stage.put(REVERSE + " 300 TXT \"reserved\"");
    assertUnknown(address(), "db.otta.zone");
    assertUnknown(pointer(), "reserved");
    assertConflict(address());
    assertConflict(pointer());
    assertThat(stage.records(OWNER)).containsExactly("300 CNAME db.otta.zone.");
    assertThat(stage.records(REVERSE)).containsExactly("300 TXT \"reserved\"");
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
    stage.put(REVERSE + " 300 PTR other.otta.zone.");
    assertConflict(address());
    assertConflict(pointer());
    assertThat(stage.records(OWNER)).containsExactly("300 A 10.10.20.99");
    assertThat(stage.records(REVERSE)).containsExactly("300 PTR other.otta.zone.");
  }

  @Test
  void dn10_a_record_without_our_mark_is_not_replaced() {
    stage.put(OWNER + " 300 A 10.10.20.99");
    observe(address());
    assertConflict(address());
    stage.put(OWNER + " 300 TXT \"" + mark("gitea", 4).line() + "\"");
    observe(address());
    assertConflict(address());
    assertThat(stage.records(OWNER)).contains("300 A 10.10.20.99").hasSize(2);
  }

  @Test
  void dn11_what_was_observed_as_ours_is_replaced_and_its_neighbours_stay() {
    stage.put(OWNER + " 300 A 10.10.20.99");
    stage.put(OWNER + " 300 TXT \"" + mark("postgresql", 3).line() + "\"");
    stage.put(OWNER + " 300 TXT \"contact=ops\"");
    observe(address());
    dns.apply(address(), MARK);
    assertThat(stage.records(OWNER))
        .containsExactly("300 A 10.10.20.10", "300 TXT \"contact=ops\"", text(MARK));
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
    assertThat(stage.records(OWNER)).containsExactly("300 A 10.10.20.99", text(MARK));
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
    assertThat(fault(() -> dns.apply(pointer(), MARK))).isEqualTo(Fault.UNREACHABLE);
    stage.ails(Ailment.NONE);
    assertThat(observe(pointer())).isEqualTo(new Observation.Absent());
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
    assertThat(dns.resolve(NAME)).isEmpty();
    dns.apply(address(), MARK);
    assertThat(dns.resolve(NAME)).containsExactly(ADDRESS);
  }

  @Test
  void dn17_a_resolver_that_does_not_answer_is_no_empty_answer() {
    stage.ails(Ailment.SILENT);
    assertThat(fault(() -> dns.resolve(NAME))).isEqualTo(Fault.UNREACHABLE);
    stage.ails(Ailment.FAILING);
    assertThat(fault(() -> dns.resolve(NAME))).isEqualTo(Fault.NOT_UNDERSTOOD);
  }

  @Test
  void dn18_a_removal_takes_address_and_mark_and_leaves_the_neighbours() {
    dns.apply(address(), MARK);
    stage.put(OWNER + " 300 TXT \"contact=ops\"");
    assertThat(observe(noAddress())).isEqualTo(ours(MARK));
    dns.apply(noAddress(), mark("postgresql", 2));
    assertThat(stage.records(OWNER)).containsExactly("300 TXT \"contact=ops\"");
    assertThat(observe(noAddress())).isEqualTo(new Observation.Absent());
  }

  @Test
  void dn19_a_removal_takes_the_pointer() {
    dns.apply(address(), MARK);
    dns.apply(pointer(), MARK);
    observe(noPointer());
    dns.apply(noPointer(), mark("postgresql", 2));
    assertThat(stage.records(REVERSE)).isEmpty();
    assertThat(observe(noPointer())).isEqualTo(new Observation.Absent());
  }

  @Test
  void dn20_what_is_not_ours_is_not_removed() {
    stage.put(OWNER + " 300 A 10.10.20.10");
    stage.put(REVERSE + " 300 PTR other.otta.zone.");
    observe(noAddress());
    observe(noPointer());
    assertConflict(noAddress());
    assertConflict(noPointer());
    stage.put(OWNER + " 300 TXT \"" + mark("gitea", 4).line() + "\"");
    observe(noAddress());
    assertConflict(noAddress());
    assertThat(stage.records(OWNER)).contains("300 A 10.10.20.10").hasSize(2);
    assertThat(stage.records(REVERSE)).containsExactly("300 PTR other.otta.zone.");
  }

  @Test
  void dn21_what_changed_since_it_was_observed_is_not_removed() {
    dns.apply(address(), MARK);
    observe(noAddress());
    stage.remove(NAME, "A");
    stage.put(OWNER + " 300 A 10.10.20.99");
    assertConflict(noAddress());
    assertThat(stage.records(OWNER)).containsExactly("300 A 10.10.20.99", text(MARK));
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
    MarkKey key = new MarkKey(new byte[MarkKey.BYTES]);
    Mark mark = key.sign(SERVICE, 3, "dns old.otta.zone");
    Ownership ownership = new Ownership(SERVICE, key, Set.of(3L), true);
    stage.put("old.otta.zone. 300 A 10.10.20.10");
    stage.put("old.otta.zone. " + text(mark));
    stage.put(REVERSE + " 300 PTR old.otta.zone.");
    assertThat(observe(pointer()))
        .isInstanceOfSatisfying(
            Observation.Present.class,
            p -> assertThat(ownership.ours(pointer(), p)).as(p.toString()).isTrue());
    dns.apply(pointer(), MARK);
    assertThat(stage.records(REVERSE)).containsExactly("300 PTR postgres.otta.zone.");
    assertThat(stage.records("old.otta.zone.")).containsExactly("300 A 10.10.20.10", text(mark));
  }

  @Test
  void dn24_a_rehearsal_changes_nothing_and_finds_what_would_stop_a_change() {
    dns.apply(address(), MARK);
    List<String> before = stage.records(OWNER);
    dns.rehearse();
    assertThat(stage.records(OWNER)).isEqualTo(before);
    try (InternalDns stranger = stage.stranger()) {
      assertThat(fault(stranger::rehearse)).isEqualTo(Fault.REFUSED);
    }
    for (Ailment ailment : List.of(Ailment.SILENT, Ailment.FORGED)) {
      stage.ails(ailment);
      assertThat(fault(dns::rehearse)).isEqualTo(Fault.UNREACHABLE);
    }
  }

  private void assertNothingConcluded() {
    for (Step.Dns step : List.of(address(), pointer())) {
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

  private static Observation ours(Mark mark) {
    return new Observation.Present(address().desired(), Optional.of(mark));
  }

  private static String text(Mark mark) {
    return "300 TXT \"" + mark.line() + "\"";
  }

  private static Mark mark(String service, long run) {
    return new Mark(ServiceName.parse(service).orElseThrow(), run, "0123456789abcdef".repeat(2));
  }

  protected static Step.RegisterAddress address() {
    return new Step.RegisterAddress(new Facts.Address(NAME, ADDRESS, 300));
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
