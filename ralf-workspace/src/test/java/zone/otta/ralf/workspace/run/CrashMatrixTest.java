package zone.otta.ralf.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.testkit.journal.MemoryJournal;
import zone.otta.ralf.testkit.world.CrashMatrix;
import zone.otta.ralf.workspace.json.JsonReader;

/** Every step, killed at every point, resumed: the same end. */
class CrashMatrixTest {
  @Test
  void everyBrokenRunEndsLikeTheUndisturbedOne() {
    List<CrashMatrix.Case> cases =
        new CrashMatrix(Requests.postgresql(Set.of()), MemoryJournal::new, CrashMatrixTest::read)
            .run();
    long resumed = cases.stream().filter(c -> c.resumptions() > 0).count();
    System.out.println(
        "crash matrix: " + cases.size() + " cases, " + resumed + " resumed, all compared");
    assertThat(cases).filteredOn(c -> !c.sameEnd()).isEmpty();
    assertThat(cases).filteredOn(c -> c.resumptions() > 1).isEmpty();
    // 17 steps; some take more than one changing call, every one two records.
    assertThat(cases).hasSizeGreaterThanOrEqualTo(17 * 4 + 17 * 2 * 2);
    assertThat(resumed).isGreaterThan(cases.size() / 2);
  }

  static Json read(String payload) {
    return new JsonReader()
        .read(payload)
        .orThrow(m -> new IllegalStateException("not JSON in the journal: " + m.text().en()));
  }
}
