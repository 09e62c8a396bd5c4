package zone.otta.ralf.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.OperationRequest;
import zone.otta.ralf.Pipeline;
import zone.otta.ralf.PlanReport;
import zone.otta.ralf.apply.Outcome;
import zone.otta.ralf.apply.Runs;
import zone.otta.ralf.apply.TakenSnapshot;
import zone.otta.ralf.apply.Turn;
import zone.otta.ralf.apply.World;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.plan.Binding;
import zone.otta.ralf.plan.Operation;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.SnapshotName;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.testkit.journal.MemoryJournal;
import zone.otta.ralf.testkit.world.CallFaults;
import zone.otta.ralf.testkit.world.MemoryState;
import zone.otta.ralf.testkit.world.MemoryWorld;
import zone.otta.ralf.testkit.world.Requests;

/** What is planned and said of an operation, by what is there. */
class OperationPlanTest {
  private static final Operation FIRST = new Operation.Snapshot(new SnapshotName("first"));
  private static final Operation BACK = new Operation.RollBack(new SnapshotName("first"));
  private static final Operation DESTROY = new Operation.Destroy();
  private final MemoryState state = new MemoryState();
  private final Runs runs =
      new Runs(new MemoryJournal(), CrashMatrixTest::read, InstantSource.system());
  private Plan last;

  @BeforeEach
  void deploy() {
    PlanReport report =
        new Pipeline(MemoryWorld.of(state)).plan(Requests.postgresql(Requests.owning(Set.of())));
    last = report.plan().orElseThrow();
    run(last);
  }

  private void run(Plan plan) {
    var approval =
        new Approval(UUID.randomUUID(), plan.hash(), List.of(), "anna", "anna", "here", 1, 2);
    long run = runs.open(plan, approval);
    World world = MemoryWorld.of(state, plan, CallFaults.none());
    Outcome outcome =
        new Pipeline(world)
            .deploy(plan, run, ownership(), runs, new Silent(), () -> false, Turn.UNSHARED);
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    last = plan;
  }

  private Ownership ownership() {
    return Requests.owning(runs.numbers(Requests.SERVICE));
  }

  private PlanReport plan(Operation operation) {
    return plan(operation, ownership());
  }

  private PlanReport plan(Operation operation, Ownership ownership) {
    Site site = Requests.site(Site.DEFAULT.resolver());
    return new Pipeline(MemoryWorld.of(state))
        .plan(
            new OperationRequest(
                operation,
                last,
                site,
                "0.1.0",
                ownership,
                runs.snapshots(Requests.SERVICE),
                false));
  }

  private static List<String> codes(PlanReport report) {
    return report.planning().stream().map(Finding::code).map(Code::id).toList();
  }

  @Test
  void snapshotIsTakenOnce() {
    PlanReport report = plan(FIRST);
    assertThat(codes(report)).isEmpty();
    run(report.plan().orElseThrow());
    assertThat(runs.snapshots(Requests.SERVICE))
        .extracting(TakenSnapshot::name)
        .containsExactly(new SnapshotName("first"));
    assertThat(codes(plan(FIRST))).containsExactly("RALF-N023");
  }

  @Test
  void storageMustBeAbleTo() {
    state.withoutSnapshots();
    assertThat(codes(plan(FIRST))).containsExactly("RALF-N024");
    assertThat(codes(plan(DESTROY))).containsExactly("RALF-N020");
  }

  @Test
  void rollbackNeedsItsSnapshotAndWarns() {
    assertThat(codes(plan(BACK))).containsExactly("RALF-N019");
    run(plan(FIRST).plan().orElseThrow());
    PlanReport report = plan(BACK);
    assertThat(codes(report)).containsExactly("RALF-N021");
    assertThat(report.planning().getFirst().summary().en()).contains("run 2) is lost");
    assertThat(report.plan().orElseThrow().warnings()).containsExactly(new Code("RALF-N021"));
  }

  @Test
  void goingBackTwiceIsTwoPlans() {
    run(plan(FIRST).plan().orElseThrow());
    Plan once = plan(BACK).plan().orElseThrow();
    run(once);
    Plan twice = plan(BACK).plan().orElseThrow();
    assertThat(twice.hash()).isNotEqualTo(once.hash());
    assertThat(twice.isEmpty()).isFalse();
  }

  @Test
  void removalWarnsAndTakesTheSnapshotsWithIt() {
    run(plan(FIRST).plan().orElseThrow());
    PlanReport report = plan(DESTROY);
    assertThat(codes(report)).containsExactly("RALF-N020");
    assertThat(report.plan().orElseThrow().changes())
        .extracting(s -> s.step().name())
        .containsExactly("dns pointer", "dns address", "stop", "destroy");
    run(report.plan().orElseThrow());
    assertThat(runs.snapshots(Requests.SERVICE)).isEmpty();
    assertThat(codes(plan(FIRST))).containsExactly("RALF-N018");
    assertThat(codes(plan(BACK))).containsExactly("RALF-N018");
    assertThat(plan(DESTROY).plan().orElseThrow().isEmpty()).isTrue();
  }

  @Test
  void nothingIsWarnedOfWhereNothingMayBeDone() {
    Ownership nobody = Requests.owning(Set.of());
    assertThat(plan(DESTROY, nobody).planning())
        .isNotEmpty()
        .allSatisfy(f -> assertThat(f.code().id()).isEqualTo("RALF-N011"));
  }

  @Test
  void whatIsOnAnotherNodeIsNotGone() {
    last = elsewhere(last);
    for (Operation operation : List.of(FIRST, BACK, DESTROY)) {
      PlanReport report = plan(operation);
      assertThat(codes(report)).contains("RALF-N022").doesNotContain("RALF-N020");
      assertThat(report.plan().orElseThrow().blocked()).isTrue();
    }
  }

  private static Plan elsewhere(Plan plan) {
    Binding b = plan.binding();
    return new Plan(
        plan.card(),
        plan.policies(),
        plan.ralf(),
        new Binding(
            "pve2",
            b.endpoint(),
            b.identity(),
            b.guestAccess(),
            b.templateStorage(),
            b.rootfsStorage(),
            b.bridge(),
            b.dns(),
            b.zone(),
            b.secret(),
            b.outsideProbe()),
        plan.deployment(),
        plan.operation(),
        plan.steps(),
        plan.findings());
  }
}
