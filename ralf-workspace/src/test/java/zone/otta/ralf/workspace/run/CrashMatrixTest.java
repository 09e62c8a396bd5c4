package zone.otta.ralf.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.OperationRequest;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.plan.Operation;
import zone.otta.ralf.plan.SnapshotName;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.testkit.journal.MemoryJournal;
import zone.otta.ralf.testkit.world.CrashMatrix;
import zone.otta.ralf.testkit.world.CrashMatrix.Chapter;
import zone.otta.ralf.testkit.world.MemoryCrashStage;
import zone.otta.ralf.testkit.world.Requests;
import zone.otta.ralf.workspace.json.JsonReader;

/** Every step, killed at every point, resumed: the same end. */
class CrashMatrixTest {
  private static final SnapshotName NAME = new SnapshotName("before-the-feast");
  private static final Chapter NEW =
      (pipeline, ownership, last) -> pipeline.plan(Requests.postgresql(ownership));
  private static final Chapter LARGER =
      (pipeline, ownership, last) -> pipeline.plan(Requests.larger(ownership));
  private static final Chapter SNAPSHOT = operation(new Operation.Snapshot(NAME));
  private static final Chapter BACK = operation(new Operation.RollBack(NAME));
  private static final Chapter DESTROY = operation(new Operation.Destroy());

  @Test
  void newService() {
    List<CrashMatrix.Case> cases = brokenLast("new service", List.of(NEW));
    // 17 steps; some take more than one changing call, every one two records.
    assertThat(cases).hasSizeGreaterThanOrEqualTo(17 * 4 + 17 * 2 * 2);
  }

  @Test
  void changeOfOneThatExists() {
    // snapshot, set, resize, restart, settings, service
    List<CrashMatrix.Case> cases = brokenLast("change", List.of(NEW, LARGER));
    assertThat(cases).hasSizeGreaterThanOrEqualTo(6 * 4 + 5 * 2 * 2);
  }

  @Test
  void snapshot() {
    assertThat(brokenLast("snapshot", List.of(NEW, SNAPSHOT))).hasSizeGreaterThanOrEqualTo(8);
  }

  @Test
  void rollback() {
    // stop, roll back, start
    List<CrashMatrix.Case> cases = brokenLast("rollback", List.of(NEW, SNAPSHOT, LARGER, BACK));
    assertThat(cases).hasSizeGreaterThanOrEqualTo(3 * 4 + 3 * 2 * 2);
  }

  @Test
  void secondRollbackToTheSameSnapshot() {
    List<CrashMatrix.Case> cases =
        brokenLast("second rollback", List.of(NEW, SNAPSHOT, BACK, LARGER, BACK));
    assertThat(cases).hasSizeGreaterThanOrEqualTo(3 * 4 + 3 * 2 * 2);
  }

  @Test
  void removal() {
    // pointer, address, stop, destroy
    List<CrashMatrix.Case> cases = brokenLast("removal", List.of(NEW, SNAPSHOT, DESTROY));
    assertThat(cases).hasSizeGreaterThanOrEqualTo(4 * 4 + 4 * 2 * 2);
  }

  @Test
  void newServiceAfterARemoval() {
    brokenLast("new after removal", List.of(NEW, DESTROY, NEW));
  }

  @Test
  void whatWasDoneLeavesNothingToDo() {
    for (List<Chapter> chapters :
        List.of(
            List.of(NEW),
            List.of(NEW, LARGER),
            List.of(NEW, SNAPSHOT),
            List.of(NEW, SNAPSHOT, DESTROY))) {
      assertThat(matrix(chapters).settles()).as("%s chapters", chapters.size()).isTrue();
    }
  }

  private static CrashMatrix matrix(List<Chapter> chapters) {
    return new CrashMatrix(
        MemoryCrashStage::new,
        chapters,
        Requests.SERVICE,
        Requests.KEY,
        MemoryJournal::new,
        CrashMatrixTest::read);
  }

  private static List<CrashMatrix.Case> brokenLast(String name, List<Chapter> chapters) {
    List<CrashMatrix.Case> cases = matrix(chapters).run();
    long resumed = cases.stream().filter(c -> c.resumptions() > 0).count();
    System.out.println(
        "crash matrix, " + name + ": " + cases.size() + " cases, " + resumed + " resumed");
    assertThat(cases).filteredOn(c -> !c.sameEnd()).isEmpty();
    assertThat(cases).filteredOn(c -> c.resumptions() > 1).isEmpty();
    assertThat(resumed).isGreaterThan(cases.size() / 2);
    return cases;
  }

  private static Chapter operation(Operation operation) {
    return (pipeline, ownership, last) ->
        pipeline.plan(
            new OperationRequest(
                operation,
                last.orElseThrow(),
                Requests.site(Site.DEFAULT.resolver()),
                "0.1.0",
                ownership,
                List.of(),
                false));
  }

  static Json read(String payload) {
    return new JsonReader()
        .read(payload)
        .orThrow(m -> new IllegalStateException("not JSON in the journal: " + m.text().en()));
  }
}
