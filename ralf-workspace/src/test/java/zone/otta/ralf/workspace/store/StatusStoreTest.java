package zone.otta.ralf.workspace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.gate.StatusJson;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.workspace.json.JsonReader;

class StatusStoreTest {
  private static final ServiceName POSTGRESQL = new ServiceName("postgresql");
  @TempDir Path folder;
  private StatusStore statuses;

  @BeforeEach
  void open() {
    statuses = new StatusStore(StateDirectory.openOrCreate(folder.resolve("state")));
  }

  @Test
  void the_file_holds_what_is_printed() {
    Path file = statuses.save(POSTGRESQL, status(Phase.PLACEMENT, Verdict.OK));
    assertThat(file).endsWith(Path.of("status", "postgresql", "postgres_phase_2_placement.json"));
    assertThat(file)
        .hasContent(
            """
            {
              "step_id": "postgres_phase_2_placement",
              "result": "OK",
              "summary": "frei",
              "artifacts": [
                "10.10.20.10"
              ],
              "next_actions": []
            }
            """);
    assertThat(file).content().endsWith("}\n").isEqualTo(StatusStore.text(read().getFirst()));
  }

  @Test
  void the_last_object_of_each_phase_is_kept_in_order() {
    statuses.save(POSTGRESQL, status(Phase.SMOKE, Verdict.OK));
    statuses.save(POSTGRESQL, status(Phase.SERVICE_CARD, Verdict.BLOCKER));
    statuses.save(POSTGRESQL, status(Phase.SERVICE_CARD, Verdict.WARNUNG));
    assertThat(read())
        .containsExactly(
            status(Phase.SERVICE_CARD, Verdict.WARNUNG), status(Phase.SMOKE, Verdict.OK));
    assertThat(statuses.services()).containsExactly(POSTGRESQL);
    assertThat(statuses.read(new ServiceName("other"))).isEmpty();
  }

  @Test
  void a_step_id_is_never_a_path() {
    var evil = new StatusObject("../../x", Verdict.OK, "", List.of(), List.of());
    assertThatIllegalArgumentException().isThrownBy(() -> statuses.save(POSTGRESQL, evil));
  }

  @Test
  void a_file_that_is_no_status_object_is_told() throws Exception {
    Path file = statuses.save(POSTGRESQL, status(Phase.PLAN, Verdict.OK));
    for (String text : List.of("{", "[]", "{\"step_id\":\"x\"}")) {
      Files.writeString(file, text);
      assertThatThrownBy(this::read).hasMessageContaining("RALF-J009");
    }
  }

  @Test
  void more_members_are_tolerated_and_missing_ones_are_not() {
    Json.Obj json = StatusJson.write(status(Phase.PLAN, Verdict.OK));
    assertThat(StatusJson.read(json.with("gate", 2))).contains(status(Phase.PLAN, Verdict.OK));
    for (Json.Member missing : json.members()) {
      List<Json.Member> rest = json.members().stream().filter(m -> m != missing).toList();
      assertThat(StatusJson.read(new Json.Obj(rest))).isEmpty();
      assertThat(StatusJson.read(new Json.Obj(rest).with(missing.name(), 1))).isEmpty();
    }
    assertThat(StatusJson.read(new Json.Null())).isEmpty();
  }

  @Test
  void the_published_schema_names_the_same_members_and_verdicts() throws Exception {
    var schema =
        (Json.Obj)
            new JsonReader()
                .read(Files.readString(Path.of("../docs/status-object.schema.json")))
                .orThrow(problem -> new IllegalStateException(problem.toString()));
    var written = StatusJson.write(status(Phase.PLAN, Verdict.OK));
    List<String> names = written.members().stream().map(Json.Member::name).toList();
    assertThat(schema.get("required")).contains(Json.strings(names));
    var properties = (Json.Obj) schema.get("properties").orElseThrow();
    assertThat(properties.members().stream().map(Json.Member::name)).isEqualTo(names);
    var result = (Json.Obj) properties.get("result").orElseThrow();
    assertThat(result.get("enum"))
        .contains(Json.strings(List.of(Verdict.values()).stream().map(Verdict::name).toList()));
  }

  private List<StatusObject> read() {
    return statuses.read(POSTGRESQL);
  }

  private static StatusObject status(Phase phase, Verdict verdict) {
    return new StatusObject(
        phase.stepId("postgres"), verdict, "frei", List.of("10.10.20.10"), List.of());
  }
}
