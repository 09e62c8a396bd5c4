package zone.otta.ralf.proxmox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static zone.otta.ralf.proxmox.api.ApiServer.ok;
import static zone.otta.ralf.proxmox.api.ApiServer.refuse;
import static zone.otta.ralf.proxmox.api.ApiStage.CTID;
import static zone.otta.ralf.proxmox.api.ApiStage.MARK;
import static zone.otta.ralf.proxmox.api.ApiStage.container;
import static zone.otta.ralf.proxmox.api.ApiStage.ct;
import static zone.otta.ralf.proxmox.api.ApiStage.pending;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.SnapshotName;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.container.ContainerConfig;

/** What is seen, and what only looks like it. */
final class ApiObservationTest {
  private static final String FORBIDDEN = "Permission check failed (/vms/20010, VM.Audit)";
  private static final String NO_FILE =
      "Configuration file 'nodes/pve1/lxc/20010.conf' does not exist";
  private static final ApiServer.Answer.Reply TAKEN =
      new ApiServer.Answer.Reply(
          400,
          "Parameter verification failed.",
          "{\"message\":\"Parameter verification failed.\\n\",\"errors\":{\"vmid\":\"VM 20010 already exists\"},\"data\":null}",
          List.of());
  private final ApiStage stage = new ApiStage();
  private final ApiHost host = stage.host();

  ApiObservationTest() throws Exception {}

  @AfterEach
  void close() throws Exception {
    host.close();
    stage.close();
  }

  private static Step.CreateContainer create() {
    return new Step.CreateContainer(container(), new Facts.Template("local", "t.tar.zst"));
  }

  private static Step.StartContainer start() {
    return new Step.StartContainer(new Facts.Power(CTID, true, true));
  }

  private Observation look(Step.Host step) {
    return host.observe(List.of(step)).get(0);
  }

  @Test
  void a_run_without_a_change_costs_two_calls_for_a_container_and_one_for_the_templates() {
    var template = new Facts.Template("local", "t.tar.zst");
    stage
        .on(
            "GET /nodes/pve1/storage/local/content",
            ok("[{\"volid\":\"local:vztmpl/t.tar.zst\",\"size\":1}]"))
        .on("GET " + ct("/pending"), ok(pending(container(), "0a", Optional.of(MARK))))
        .on("GET " + ct("/status/current"), ok("{\"status\":\"running\"}"));
    assertThat(
            host.observe(
                List.of(
                    new Step.ProvideTemplate(template),
                    create(),
                    start(),
                    new Step.ChangeContainer(container(), container()))))
        .containsExactly(
            Observation.Present.of(template),
            new Observation.Present(container(), Optional.of(MARK)),
            Observation.Present.of(new Facts.Power(CTID, true, true)),
            new Observation.Present(container(), Optional.of(MARK)));
    assertThat(host.requests()).isEqualTo(3);
  }

  @Test
  void nothing_is_asked_for_nothing() {
    assertThat(host.observe(List.of())).isEmpty();
    assertThat(host.requests()).isZero();
  }

  @Test
  void a_role_on_all_guests_reads_that_there_is_none() {
    for (String what : List.of("/pending", "/status/current", "/snapshot")) {
      stage.on("GET " + ct(what), refuse(500, NO_FILE));
    }
    assertThat(host.observe(List.of(create(), start(), snapshot())))
        .containsOnly(new Observation.Absent());
  }

  @Test
  void a_pools_role_learns_from_the_free_id_that_there_is_none() {
    stage
        .on("GET " + ct("/pending"), refuse(403, FORBIDDEN))
        .on("GET " + ct("/status/current"), refuse(403, FORBIDDEN))
        .on("GET /cluster/nextid", ok("\"20010\""));
    assertThat(host.observe(List.of(create(), start()))).containsOnly(new Observation.Absent());
    // Each question once, the cluster's list and the tasks, and each once more.
    assertThat(host.requests()).isEqualTo(8);
  }

  @Test
  void what_lives_on_another_node_is_asked_there() {
    stage
        .on("GET " + ct("/status/current"), refuse(500, NO_FILE))
        .on(
            "GET /cluster/resources",
            ok("[{\"type\":\"lxc\",\"vmid\":20010,\"node\":\"pve2\",\"status\":\"running\"}]"))
        .on("GET /nodes/pve2/lxc/20010/status/current", ok("{\"status\":\"stopped\"}"))
        .on("GET /nodes/pve2/tasks", ok("[]"));
    assertThat(look(start())).isInstanceOf(Observation.Present.class);
    stage.on("POST /nodes/pve2/lxc/20010/status/start", refuse(500, "CT 20010 already running\n"));
    host.apply(start(), Optional.empty());
    assertThat(stage.changes()).containsExactly("POST /nodes/pve2/lxc/20010/status/start");
  }

  @Test
  void a_list_that_does_not_come_leaves_nothing_absent() {
    stage
        .on("GET " + ct("/status/current"), refuse(500, NO_FILE))
        .on("GET /cluster/resources", refuse(596, ""));
    assertThatThrownBy(() -> look(start())).isInstanceOf(PortException.class);
  }

  @Test
  void what_is_being_made_is_busy() {
    stage
        .on("GET " + ct("/pending"), refuse(403, FORBIDDEN))
        .on("GET /cluster/nextid", TAKEN)
        .on("GET /nodes/pve1/tasks", ok("[{\"upid\":\"" + ApiStage.UPID + "\"}]"));
    assertThat(look(create())).isEqualTo(new Observation.Busy(ApiStage.UPID));
  }

  @Test
  void what_a_lost_call_has_set_going_is_busy_and_then_there() {
    String snapshotting = ApiStage.UPID.replace("vzcreate", "vzsnapshot");
    stage
        .on("GET " + ct("/snapshot"), ok("[]"), ok("[]"), ok("[{\"name\":\"before-it\"}]"))
        .on(
            "GET /nodes/pve1/tasks",
            ok("[{\"upid\":\"" + snapshotting + "\"}]"),
            ok("[{\"upid\":\"" + ApiStage.UPID.replace("vzcreate", "vncproxy") + "\"}]"));
    assertThat(look(snapshot())).isEqualTo(new Observation.Busy(snapshotting));
    assertThat(look(snapshot())).isEqualTo(Observation.Present.of(snapshot().desired()));
  }

  @Test
  void what_has_just_been_made_is_looked_at_again() {
    stage
        .on(
            "GET " + ct("/pending"),
            refuse(403, FORBIDDEN),
            ok(pending(container(), "0a", Optional.of(MARK))))
        .on("GET /cluster/nextid", TAKEN)
        .on("GET /nodes/pve1/tasks", ok("[]"));
    assertThat(look(create())).isInstanceOf(Observation.Busy.class);
    assertThat(look(create())).isInstanceOf(Observation.Present.class);
  }

  @Test
  void what_belongs_to_others_is_neither_absent_nor_ours() {
    stage
        .on("GET " + ct("/pending"), refuse(403, FORBIDDEN))
        .on("GET /cluster/nextid", TAKEN)
        .on("GET /nodes/pve1/tasks", ok("[]"));
    assertThat(look(create()))
        .isInstanceOfSatisfying(
            Observation.Unknown.class,
            unknown -> assertThat(unknown.why().code().id()).isEqualTo("RALF-W075"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Configuration file 'nodes/pve1/lxc/20011.conf' does not exist",
        "Configuration file 'nodes/pve1/lxc/20010.conf' does not exist at line 3",
        "got no worker upid - start worker failed",
        "CT is locked (backup)"
      })
  void another_refusal_is_not_absent(String text) {
    stage.on("GET " + ct("/pending"), refuse(500, text));
    assertThat(look(create())).isInstanceOf(Observation.Unknown.class);
  }

  @Test
  void a_lost_answer_is_not_absent() {
    stage.on("GET " + ct("/pending"), new ApiServer.Answer.Drop());
    assertThatThrownBy(() -> look(create())).isInstanceOf(PortException.class);
    stage.on("GET " + ct("/pending"), ok("[]"));
    assertThatThrownBy(() -> look(create())).isInstanceOf(PortException.class);
  }

  @Test
  void a_locked_container_is_busy_and_its_power_is_seen() {
    String locked =
        pending(container(), "0a", Optional.of(MARK))
            .replaceFirst("\\[", "[{\"key\":\"lock\",\"value\":\"backup\"},");
    stage
        .on("GET " + ct("/pending"), ok(locked))
        .on("GET " + ct("/status/current"), ok("{\"status\":\"stopped\",\"lock\":\"backup\"}"));
    assertThat(look(create())).isEqualTo(new Observation.Busy("lock: backup"));
    assertThat(look(start())).isEqualTo(Observation.Present.of(new Facts.Power(CTID, false, true)));
  }

  @Test
  void what_waits_is_seen_as_wanted_and_the_power_as_not_settled() {
    String waiting =
        pending(container(), "0a", Optional.of(MARK))
            .replace(
                "\"key\":\"nameserver\",\"value\":\"10.10.0.1\"",
                "\"key\":\"nameserver\",\"value\":\"10.10.0.9\",\"pending\":\"10.10.0.1\"");
    stage
        .on("GET " + ct("/pending"), ok(waiting))
        .on("GET " + ct("/status/current"), ok("{\"status\":\"running\"}"));
    assertThat(host.observe(List.of(create(), start())))
        .containsExactly(
            new Observation.Present(container(), Optional.of(MARK)),
            Observation.Present.of(new Facts.Power(CTID, true, false)));
  }

  @Test
  void what_waits_to_be_deleted_is_seen_as_gone() {
    var gone =
        ApiContainer.read(
            tools.jackson.databind.json.JsonMapper.shared()
                .readTree(
                    "[{\"key\":\"digest\",\"value\":\"0a\"},{\"key\":\"hostname\",\"value\":\"a\"},"
                        + "{\"key\":\"lock\",\"value\":\"backup\",\"delete\":1}]"));
    assertThat(gone.orElseThrow().settled()).isFalse();
    assertThat(gone.orElseThrow().config().lock()).isEmpty();
  }

  private static Step.TakeSnapshot snapshot() {
    return new Step.TakeSnapshot(new Facts.Snapshot(CTID, new SnapshotName("before-it")));
  }

  @Test
  void a_snapshot_is_found_by_its_whole_name() {
    stage.on("GET " + ct("/snapshot"), ok("[{\"name\":\"before-it2\"},{\"name\":\"current\"}]"));
    assertThat(look(snapshot())).isEqualTo(new Observation.Absent());
    stage.on("GET " + ct("/snapshot"), ok("[{\"name\":\"before-it\"},{\"name\":\"current\"}]"));
    assertThat(look(snapshot())).isEqualTo(Observation.Present.of(snapshot().desired()));
  }

  /** The first container both recordings made, read both ways by the one code. */
  @ParameterizedTest
  @ValueSource(strings = {"9.2", "8.4"})
  void the_recorded_container_has_the_facts_it_was_made_of(String version) throws Exception {
    Path file =
        Shared.path("protocols/proxmox-conversations").resolve(version + "-rest-2-create.txt");
    ApiConversation.Entry recorded =
        ApiConversation.read(file).stream()
            .filter(e -> e.call().equals("GET /nodes/pve1/lxc/20010/pending"))
            .findFirst()
            .orElseThrow();
    stage
        .on("GET " + ct("/pending"), recorded.answer())
        .on("GET " + ct("/status/current"), ok("{\"status\":\"stopped\"}"));
    assertThat(look(create()))
        .isInstanceOfSatisfying(
            Observation.Present.class,
            present -> {
              var facts = (Facts.Container) present.facts();
              assertThat(facts.hostname().label()).isEqualTo("postgres-ops");
              assertThat(facts.rootfsMib()).isEqualTo(2048);
              assertThat(facts.tags()).containsExactly("postgresql", "ralf");
              assertThat(facts.unprivileged()).isTrue();
              assertThat(facts.purpose())
                  .isEqualTo("PostgreSQL für die Abteilung „Betrieb“ (größere Änderungen: Jörg)");
            });
    assertThat(ContainerConfig.parse(List.of())).isEmpty();
  }
}
