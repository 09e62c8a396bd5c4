package zone.otta.ralf.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** From wanted and seen to planned: the action, and what stands in the way. */
class PlannerTest {
  private static final ServiceName SERVICE = new ServiceName("postgresql");
  private static final MarkKey KEY = new MarkKey(new byte[MarkKey.BYTES]);
  private static final Planner PLANNER = new Planner(new Ownership(SERVICE, KEY, Set.of(7L), true));
  private static final Ctid CTID = new Ctid(20010);
  private static final DnsName NAME = new DnsName("postgres.otta.zone");
  private static final Step.RegisterAddress REGISTER =
      new Step.RegisterAddress(new Facts.Address(NAME, Ipv4Address.of("10.10.20.10"), 300));
  private static final Step FILE = new Step.WriteFile(CTID, file("wanted"), "wanted");

  private static Facts.GuestFile file(String text) {
    return new Facts.GuestFile(new GuestPath("/etc/x"), FileOwner.ROOT_0644, Sha256.of(text));
  }

  private static Observation.Present marked(Facts facts) {
    return new Observation.Present(
        facts, Optional.of(KEY.sign(SERVICE, 7, Ownership.object(REGISTER))));
  }

  private static Facts.Address at(String address) {
    return new Facts.Address(NAME, Ipv4Address.of(address), 300);
  }

  private static void assertPlanned(Step step, Observation seen, Action action, String... codes) {
    Planner.Result result = PLANNER.plan(List.of(step), List.of(seen));
    assertThat(result.steps()).containsExactly(new PlannedStep(1, action, step, seen));
    assertThat(result.findings().stream().map(f -> f.code().id())).containsExactly(codes);
  }

  @Test
  void whatIsAbsentOrInANewContainerIsCreated() {
    assertPlanned(REGISTER, new Observation.Absent(), Action.CREATE);
    assertPlanned(FILE, new Observation.InNewContainer(), Action.CREATE);
  }

  @Test
  void whatIsAsWantedIsKept() {
    assertPlanned(REGISTER, marked(REGISTER.desired()), Action.KEEP);
    assertPlanned(FILE, Observation.Present.of(FILE.desired()), Action.KEEP);
  }

  @Test
  void whatDiffersIsUpdated() {
    assertPlanned(REGISTER, marked(at("10.10.20.11")), Action.UPDATE);
    assertPlanned(FILE, Observation.Present.of(file("other")), Action.UPDATE);
  }

  @Test
  void whatIsNotOursStandsInTheWay() {
    assertPlanned(REGISTER, Observation.Present.of(REGISTER.desired()), Action.KEEP, "RALF-N011");
    assertPlanned(REGISTER, Observation.Present.of(at("10.10.20.11")), Action.UPDATE, "RALF-N011");
  }

  @Test
  void aPointerInTheWayIsNamedByItsAddress() {
    var pointer = new Facts.Pointer(Ipv4Address.of("10.10.20.10"), NAME, "10.10.in-addr.arpa", 300);
    var other =
        new Facts.Pointer(
            Ipv4Address.of("10.10.20.10"), new DnsName("a.otta.zone"), "10.10.in-addr.arpa", 300);
    Planner.Result result =
        PLANNER.plan(
            List.of(new Step.RegisterPointer(pointer)), List.of(Observation.Present.of(other)));
    assertThat(result.findings().getFirst().summary().en())
        .isEqualTo("pointer 10.10.20.10 exists and is not ours");
  }

  @Test
  void whatIsBusyOrCannotBeSeenStandsInTheWay() {
    assertPlanned(REGISTER, new Observation.Busy("vzcreate"), Action.UPDATE, "RALF-N013");
    Finding why = Finding.blocker("RALF-W020", Text.same("silent"));
    assertPlanned(REGISTER, new Observation.Unknown(why), Action.UPDATE, "RALF-W020");
  }

  @Test
  void whatIsToGoIsDeletedUnlessItIsGone() {
    var remove = new Step.UnregisterAddress(REGISTER.desired());
    assertPlanned(remove, marked(REGISTER.desired()), Action.DELETE);
    assertPlanned(remove, new Observation.Absent(), Action.KEEP);
  }

  @Test
  void everyObstacleIsToldAndStepsAreNumberedInOrder() {
    Planner.Result result =
        PLANNER.plan(
            List.of(REGISTER, FILE, REGISTER),
            List.of(
                new Observation.Busy("a"),
                new Observation.InNewContainer(),
                new Observation.Busy("b")));
    assertThat(result.steps().stream().map(PlannedStep::number)).containsExactly(1, 2, 3);
    assertThat(result.findings()).hasSize(2);
  }

  @Test
  void aContainerThatWillBeStoppedIsToBeStartedAgain() {
    Planner.Result result =
        PLANNER.plan(
            List.of(new Step.StopContainer(power(false)), new Step.StartContainer(power(true))),
            List.of(Observation.Present.of(power(true)), Observation.Present.of(power(true))));
    assertThat(result.steps().stream().map(PlannedStep::action))
        .containsExactly(Action.UPDATE, Action.UPDATE);
  }

  private static Facts.Power power(boolean running) {
    return new Facts.Power(CTID, running, true);
  }
}
