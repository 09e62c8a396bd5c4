package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zone.otta.ralf.OperationRequest;
import zone.otta.ralf.cli.phases.Backend;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.plan.Operation;
import zone.otta.ralf.plan.SnapshotName;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.testkit.journal.MemoryJournal;
import zone.otta.ralf.testkit.world.CrashMatrix;
import zone.otta.ralf.testkit.world.CrashMatrix.Chapter;
import zone.otta.ralf.testkit.world.Requests;
import zone.otta.ralf.workspace.json.JsonReader;

/** A service's whole life on each way to the node, broken at each of its calls and resumed. */
class CrashMatrixInTheLabTest {
  private static final SnapshotName NAME = new SnapshotName("before-the-feast");

  private static List<String> ends = List.of();

  /** What the newest stage describes; all describe the same but for the ports. */
  private static Site site = Site.DEFAULT;

  @BeforeAll
  static void undisturbed() {
    ends = matrix(Backend.PCT).ends();
  }

  @ParameterizedTest
  @EnumSource
  void everyBrokenCallIsResumedToTheSameEnd(Backend backend) {
    List<CrashMatrix.Chained> chapters = matrix(backend).chain(ends);
    int breaks = chapters.stream().mapToInt(CrashMatrix.Chained::breaks).sum();
    System.out.println("crash chain over " + backend + ": " + breaks + " breaks, " + chapters);
    assertThat(chapters).hasSize(ends.size()).allMatch(CrashMatrix.Chained::sameEnd);
    // Two and a half for each call; a new service alone takes some twenty.
    assertThat(chapters.get(0).breaks()).isGreaterThanOrEqualTo(2 * 17);
    assertThat(chapters).allMatch(chapter -> chapter.breaks() >= 2);
  }

  private static CrashMatrix matrix(Backend backend) {
    return new CrashMatrix(
        () -> stage(backend),
        List.of(
            service(2048L, 16384L),
            operation(new Operation.Snapshot(NAME)),
            service(4096L, 32768L),
            operation(new Operation.RollBack(NAME)),
            operation(new Operation.Rotate()),
            operation(new Operation.Destroy())),
        Requests.SERVICE,
        Requests.KEY,
        MemoryJournal::new,
        CrashMatrixInTheLabTest::read);
  }

  private static LabCrashStage stage(Backend backend) {
    LabCrashStage stage = new LabCrashStage(backend);
    site = stage.site();
    return stage;
  }

  private static Chapter service(long ramMib, long rootfsMib) {
    return (pipeline, ownership, last) ->
        pipeline.plan(Requests.request(ramMib, rootfsMib, site, ownership));
  }

  private static Chapter operation(Operation operation) {
    return (pipeline, ownership, last) ->
        pipeline.plan(
            new OperationRequest(
                operation, last.orElseThrow(), site, "0.1.0", ownership, List.of(), false));
  }

  private static Json read(String payload) {
    return new JsonReader()
        .read(payload)
        .orThrow(m -> new IllegalStateException("not JSON in the journal: " + m.text().en()));
  }
}
