package zone.otta.ralf.workspace.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.workspace.store.PlanLookup.Found;
import zone.otta.ralf.workspace.store.PlanLookup.NotFound;

class PlanStoreTest {
  private static final ServiceName POSTGRESQL = new ServiceName("postgresql");
  private static final Sha256 FIRST = hash("ab12cd34ef560000");
  private static final Sha256 SECOND = hash("ab12cd99ef560000");
  @TempDir Path folder;
  private PlanStore plans;

  @BeforeEach
  void open() {
    plans = new PlanStore(StateDirectory.openOrCreate(folder.resolve("state")));
  }

  @Test
  void a_plan_is_found_by_file_prefix_and_service() {
    Path file = plans.save(POSTGRESQL, FIRST, "{\"n\":1}\n");
    assertThat(file.getFileName()).hasToString("ab12cd34ef56.json");
    assertThat(plans.find(file.toString())).isEqualTo(new Found(file, "{\"n\":1}\n", ""));
    assertThat(plans.find("AB12")).isEqualTo(new Found(file, "{\"n\":1}\n", "ab12"));
    assertThat(plans.find(FIRST.hex())).isEqualTo(new Found(file, "{\"n\":1}\n", FIRST.hex()));
    assertThat(plans.find("postgresql")).isEqualTo(new Found(file, "{\"n\":1}\n", ""));
  }

  @Test
  void a_service_means_the_plan_saved_last() {
    plans.save(POSTGRESQL, FIRST, "1");
    plans.save(POSTGRESQL, SECOND, "2");
    assertThat(text("postgresql")).isEqualTo("2");
    plans.save(POSTGRESQL, FIRST, "1");
    assertThat(text("postgresql")).isEqualTo("1");
  }

  @Test
  void a_prefix_of_two_plans_is_ambiguous() {
    plans.save(POSTGRESQL, FIRST, "1");
    plans.save(POSTGRESQL, SECOND, "2");
    var finding = ((NotFound) plans.find("ab12cd")).finding();
    assertThat(finding.code().id()).isEqualTo("RALF-J008");
    assertThat(finding.notes().getFirst().en()).contains("ab12cd34ef56, ab12cd99ef56");
    assertThat(text("ab12cd3")).isEqualTo("1");
  }

  @Test
  void a_word_that_is_a_prefix_of_one_and_a_service_of_another_is_ambiguous() {
    plans.save(new ServiceName("ab12"), hash("0000000000001111"), "service");
    assertThat(text("ab12")).isEqualTo("service");
    plans.save(POSTGRESQL, FIRST, "prefix");
    assertThat(plans.find("ab12")).isInstanceOf(NotFound.class);
    plans.save(new ServiceName("ab12"), FIRST, "both");
    assertThat(text("ab12")).isEqualTo("both");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab1",
        "nothing",
        "",
        "../x",
        "/etc",
        "no.json",
        "postgresql",
        "a\0/b",
        "-",
        "ffff"
      })
  void anything_else_is_told(String word) {
    plans.save(new ServiceName("other"), FIRST, "1");
    var finding = ((NotFound) plans.find(word)).finding();
    assertThat(finding.code().id()).isEqualTo("RALF-J007");
  }

  @Test
  void a_latest_plan_that_was_deleted_is_not_there() throws Exception {
    Files.delete(plans.save(POSTGRESQL, FIRST, "1"));
    assertThat(plans.find("postgresql")).isInstanceOf(NotFound.class);
  }

  private String text(String word) {
    return ((Found) plans.find(word)).text();
  }

  private static Sha256 hash(String start) {
    return new Sha256(start + "0".repeat(48));
  }
}
