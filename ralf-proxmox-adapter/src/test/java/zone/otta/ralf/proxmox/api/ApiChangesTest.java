package zone.otta.ralf.proxmox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static zone.otta.ralf.proxmox.api.ApiServer.ok;
import static zone.otta.ralf.proxmox.api.ApiServer.refuse;
import static zone.otta.ralf.proxmox.api.ApiStage.CTID;
import static zone.otta.ralf.proxmox.api.ApiStage.MARK;
import static zone.otta.ralf.proxmox.api.ApiStage.container;
import static zone.otta.ralf.proxmox.api.ApiStage.ct;
import static zone.otta.ralf.proxmox.api.ApiStage.pending;
import static zone.otta.ralf.proxmox.api.ApiStage.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.SnapshotName;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.TemplateSource;

/** Changes of a container that is there: digest, locks, tasks, and what counts as done. */
final class ApiChangesTest {
  private static final String STALE =
      "detected modified configuration - file changed by other user? Try again.";
  private final ApiStage stage = new ApiStage();
  private final ApiHost host = stage.host();

  ApiChangesTest() throws Exception {}

  @AfterEach
  void close() throws Exception {
    host.close();
    stage.close();
  }

  private static ApiServer.Answer seen(Facts.Container c, String digest) {
    return ok(pending(c, digest, Optional.of(MARK)));
  }

  private void apply(Step.Host step) {
    host.apply(step, Optional.of(MARK));
  }

  private PortException failure(Step.Host step) {
    return catchThrowableOfType(PortException.class, () -> apply(step));
  }

  private static Step.ChangeContainer more() {
    return new Step.ChangeContainer(container(), container(4096, 2048, "Central database"));
  }

  private static Step.StartContainer start() {
    return new Step.StartContainer(new Facts.Power(CTID, true, true));
  }

  @Test
  void what_differs_is_sent_with_the_digest_of_what_was_seen() {
    stage
        .on("GET " + ct("/pending"), seen(container(), "0a"))
        .on("PUT " + ct("/config"), ok("null"));
    apply(more());
    assertThat(stage.changes()).containsExactly("PUT " + ct("/config") + " memory=4096&digest=0a");
  }

  @Test
  void nothing_is_sent_for_nothing() {
    apply(new Step.ChangeContainer(container(), container()));
    assertThat(host.requests()).isZero();
  }

  @Test
  void a_stale_digest_is_read_again_once() {
    stage
        .on("GET " + ct("/pending"), seen(container(), "0a"), seen(container(), "0b"))
        .on("PUT " + ct("/config"), refuse(500, STALE), ok("null"));
    apply(more());
    assertThat(stage.changes())
        .containsExactly(
            "PUT " + ct("/config") + " memory=4096&digest=0a",
            "PUT " + ct("/config") + " memory=4096&digest=0b");
    stage.on("PUT " + ct("/config"), refuse(500, STALE));
    assertThat(failure(more()).fault()).isEqualTo(Fault.CONFLICT);
    assertThat(stage.changes()).hasSize(4);
  }

  @Test
  void nothing_is_written_over_what_another_one_has_changed() {
    stage
        .on(
            "GET " + ct("/pending"),
            seen(container(), "0a"),
            seen(container(8192, 2048, "Central database"), "0b"))
        .on("PUT " + ct("/config"), refuse(500, STALE));
    PortException e = failure(more());
    assertThat(e.code().id()).isEqualTo("RALF-W067");
    assertThat(stage.changes()).hasSize(1);
  }

  @Test
  void an_interface_keeps_its_address_and_what_others_have_set() {
    Facts.Container made = container();
    var moved =
        new Facts.Container(
            made.ctid(),
            made.hostname(),
            made.cores(),
            made.memoryMib(),
            made.swapMib(),
            made.rootfsStorage(),
            made.rootfsMib(),
            made.unprivileged(),
            made.nesting(),
            "vmbr1",
            made.address(),
            made.gateway(),
            made.mac(),
            made.nameserver(),
            made.searchdomain(),
            made.onboot(),
            made.tags(),
            made.purpose());
    stage.on("GET " + ct("/pending"), seen(made, "0a")).on("PUT " + ct("/config"), ok("null"));
    apply(new Step.ChangeContainer(made, moved));
    assertThat(stage.changes())
        .singleElement()
        .asString()
        .contains(
            "bridge%3Dvmbr1", "hwaddr%3D" + FormText.encode(made.mac().toString()), "firewall%3D1");
  }

  @Test
  void growth_is_judged_by_the_tasks_log() {
    Facts.Container bigger = container(2048, 4096, "Central database");
    var grow = new Step.ChangeContainer(container(), bigger);
    stage
        .on("GET " + ct("/pending"), seen(container(), "0a"))
        .onTask("PUT " + ct("/resize"), "OK")
        .on(task("log"), log("Image resized."), ok("[]"));
    apply(grow);
    assertThat(stage.changes())
        .containsExactly("PUT " + ct("/resize") + " disk=rootfs&size=4096M&digest=0a");
    stage
        .onTask("PUT " + ct("/resize"), "OK")
        .on(
            task("log"),
            log("Failed to update the container's filesystem: command 'x' failed: exit code 1"),
            ok("[]"));
    assertThat(failure(grow).code().id()).isEqualTo("RALF-W074");
    stage.on("GET " + ct("/pending"), seen(bigger, "0b"));
    int sofar = stage.changes().size();
    apply(grow);
    assertThat(stage.changes()).as("already of this size").hasSize(sofar);
  }

  private static ApiServer.Answer log(String... lines) {
    var rows = new ArrayList<String>();
    for (int i = 0; i < lines.length; i++) {
      rows.add("{\"n\":" + (i + 1) + ",\"t\":\"" + lines[i] + "\"}");
    }
    return ok("[" + String.join(",", rows) + "]");
  }

  @Test
  void warnings_are_success_and_a_running_container_is_started() {
    stage.onTask("POST " + ct("/status/start"), "WARNINGS: 1");
    apply(start());
    stage.on("POST " + ct("/status/start"), refuse(500, "CT 20010 already running"));
    apply(start());
  }

  @Test
  void a_task_that_fails_is_what_it_says() {
    stage.onTask("POST " + ct("/status/start"), "startup for container '20010' failed");
    assertThat(failure(start()).code().id()).isEqualTo("RALF-W037");
    stage.onTask("POST " + ct("/status/start"), "unexpected status");
    PortException killed = failure(start());
    assertThat(killed.code().id()).isEqualTo("RALF-W072");
    assertThat(killed.fault()).isEqualTo(Fault.UNREACHABLE);
    stage.onTask("POST " + ct("/status/start"), "no idea what happened");
    assertThat(failure(start()).fault()).isEqualTo(Fault.NOT_UNDERSTOOD);
  }

  @Test
  void a_lost_look_at_a_task_is_repeated_and_the_task_is_not_started_again() {
    stage
        .on("POST " + ct("/status/start"), ok("\"" + ApiStage.UPID + "\""))
        .on(
            task("status"),
            refuse(400, "no such task"),
            refuse(596, "Connection timed out"),
            ok("{\"status\":\"stopped\",\"exitstatus\":\"OK\"}"));
    apply(start());
    assertThat(stage.changes()).hasSize(1);
  }

  @Test
  void a_lock_is_waited_for_and_then_reported() {
    stage
        .onTask("POST " + ct("/status/start"), "OK")
        .on(
            task("status"),
            ok("{\"status\":\"stopped\",\"exitstatus\":\"CT is locked (backup)\"}"),
            ok("{\"status\":\"stopped\",\"exitstatus\":\"OK\"}"));
    apply(start());
    assertThat(stage.changes()).hasSize(2);
    stage.on("POST " + ct("/status/start"), refuse(500, "CT is locked (backup)"));
    assertThat(failure(start()).fault()).isEqualTo(Fault.CONFLICT);
    stage
        .on("GET " + ct("/pending"), seen(container(), "0a"))
        .on(
            "PUT " + ct("/config"),
            refuse(500, "can't lock file '/run/lock/lxc/pve-config-20010.lock' - got timeout"),
            ok("null"));
    apply(more());
  }

  @Test
  void a_restart_starts_what_was_stopped_and_a_stop_stops_once() {
    stage
        .onTask("POST " + ct("/status/start"), "OK")
        .on("POST " + ct("/status/reboot"), refuse(500, "VM 20010 not running"))
        .on("POST " + ct("/status/shutdown"), refuse(500, "CT 20010 not running"));
    apply(new Step.RestartContainer(new Facts.Power(CTID, true, true)));
    apply(new Step.StopContainer(new Facts.Power(CTID, false, true)));
    assertThat(stage.changes())
        .containsExactly(
            "POST " + ct("/status/reboot") + " timeout=60",
            "POST " + ct("/status/start"),
            "POST " + ct("/status/shutdown") + " timeout=60&forceStop=1");
  }

  @Test
  void a_rollback_is_written_into_the_description() {
    stage
        .onTask("POST " + ct("/snapshot/before-it/rollback"), "OK")
        .on("GET " + ct("/pending"), seen(container(), "0a"))
        .on("PUT " + ct("/config"), ok("null"));
    apply(
        new Step.RollBack(new Facts.Restored(CTID, Optional.of(new SnapshotName("before-it")), 1)));
    assertThat(stage.changes().get(1))
        .startsWith("PUT " + ct("/config") + " description=Central%20database%0A%0Aralf%3Av1")
        .contains("ralf%3Arestored%20snapshot%3Dbefore-it%20times%3D1")
        .endsWith("&digest=0a");
  }

  @Test
  void log_lines_are_told_while_the_task_runs() throws Exception {
    var lines = new ArrayList<String>();
    stage
        .onTask("POST " + ct("/status/start"), "OK")
        .on(task("log"), log("one"), log("one", "two", "TASK OK"));
    watched(lines, start());
    assertThat(lines).containsExactly("one", "two");
    assertThat(logCalls())
        .as("one call for each look at the task, only for what is new")
        .containsExactly("start=0&limit=500", "start=1&limit=500");
  }

  private void watched(List<String> lines, Step.Host step) throws Exception {
    try (var talking = new ApiHost(stage.settings().withProgress(lines::add))) {
      talking.apply(step, Optional.of(MARK));
    }
  }

  private List<String> logCalls() {
    return stage.server().calls().stream()
        .filter(c -> c.startsWith(task("log")))
        .map(c -> c.substring(c.indexOf('?') + 1))
        .toList();
  }

  @Test
  void a_log_that_cannot_be_read_harms_no_step_and_is_not_asked_for_for_ever() throws Exception {
    var lines = new ArrayList<String>();
    for (ApiServer.Answer bad :
        List.of(
            refuse(403, "Permission check failed (/nodes/pve1, Sys.Audit)"),
            new ApiServer.Answer.Drop(),
            ok("{\"odd\":1}"))) {
      stage.onTask("POST " + ct("/status/start"), "OK").on(task("log"), bad);
      watched(lines, start());
    }
    var running = ok("{\"status\":\"running\"}");
    int sofar = logCalls().size();
    stage
        .on("POST " + ct("/status/start"), ok("\"" + ApiStage.UPID + "\""))
        .on(
            task("status"),
            running,
            running,
            running,
            running,
            ok("{\"status\":\"stopped\",\"exitstatus\":\"OK\"}"))
        .on(task("log"), refuse(403, "Permission check failed (/nodes/pve1, Sys.Audit)"));
    watched(lines, start());
    assertThat(logCalls().size() - sofar).isEqualTo(3);
    assertThat(lines).isEmpty();
  }

  @Test
  void the_log_that_judges_a_growth_is_read_to_its_end_and_told_as_well() throws Exception {
    var lines = new ArrayList<String>();
    var whole = new String[501];
    Arrays.fill(whole, "x");
    whole[500] = "Failed to update the container's filesystem: command 'x' failed: exit code 1";
    var rows = new ArrayList<String>();
    for (int i = 0; i < 501; i++) {
      rows.add("{\"n\":" + (i + 1) + ",\"t\":\"" + whole[i] + "\"}");
    }
    stage
        .on("GET " + ct("/pending"), seen(container(), "0a"))
        .onTask("PUT " + ct("/resize"), "OK")
        .on(
            task("log"),
            ok("[]"),
            ok("[" + String.join(",", rows.subList(0, 500)) + "]"),
            ok("[" + rows.get(500) + "]"));
    var grow = new Step.ChangeContainer(container(), container(2048, 4096, "Central database"));
    assertThat(catchThrowableOfType(PortException.class, () -> watched(lines, grow)).code().id())
        .isEqualTo("RALF-W074");
    assertThat(lines).containsExactly(whole);
    assertThat(logCalls()).last().isEqualTo("start=500&limit=500");
  }

  private static final String URL = "POST /nodes/pve1/storage/local/download-url";
  private static final String KEPT = "GET /nodes/pve1/storage/local/content";

  private static Step.ProvideTemplate fromUrl() {
    return new Step.ProvideTemplate(
        new Facts.Template("local", "t.tar.zst"),
        Optional.of(TemplateSource.of("https://h/a/t.tar.zst", "sha256:" + "0a".repeat(32))));
  }

  @Test
  void a_template_from_a_url_is_checked_by_the_node() {
    stage.onTask(URL, "OK");
    apply(fromUrl());
    assertThat(stage.changes())
        .containsExactly(
            URL
                + " content=vztmpl&filename=t.tar.zst&url=https%3A%2F%2Fh%2Fa%2Ft.tar.zst&checksum="
                + "0a".repeat(32)
                + "&checksum-algorithm=sha256");
    stage.onTask(URL, "checksum mismatch: got 'aa' != expect '00'").on(KEPT, ok("[]"));
    PortException e = failure(fromUrl());
    assertThat(e.code().id()).isEqualTo("RALF-W080");
    assertThat(e.fault()).isEqualTo(Fault.REFUSED);
    stage.onTask(URL, "download failed: exit code 8");
    assertThat(failure(fromUrl()).code().id()).isEqualTo("RALF-W038");
  }

  @Test
  void a_template_that_came_there_meanwhile_is_there() {
    stage
        .onTask(URL, "refusing to override existing file '/var/lib/vz/template/cache/t.tar.zst'")
        .on(KEPT, ok("[{\"volid\":\"local:vztmpl/t.tar.zst\"}]"));
    apply(fromUrl());
    stage.on(KEPT, ok("[]"));
    assertThat(failure(fromUrl()).code().id()).isEqualTo("RALF-W014");
  }

  @Test
  void who_may_not_load_from_a_url_is_told_what_it_takes() {
    stage.on(URL, refuse(403, "Permission check failed")).on(KEPT, ok("[]"));
    PortException e = failure(fromUrl());
    assertThat(e.code().id()).isEqualTo("RALF-W076");
    assertThat(e.help().orElseThrow().en())
        .contains("`pvesh create /nodes/localhost/storage/local/download-url --content vztmpl")
        .contains("Datastore.AllocateTemplate on /storage/local and Sys.AccessNetwork on /nodes/");
  }

  @Test
  void a_template_is_loaded_where_that_is_allowed() {
    var step = new Step.ProvideTemplate(new Facts.Template("local", "t.tar.zst"));
    stage
        .onTask("POST /nodes/pve1/aplinfo", "OK")
        .on("GET /nodes/pve1/storage/local/content", ok("[]"));
    apply(step);
    stage.on(
        "POST /nodes/pve1/aplinfo",
        refuse(403, "Permission check failed (/storage/local, Datastore.AllocateTemplate)"));
    PortException e = failure(step);
    assertThat(e.fault()).isEqualTo(Fault.REFUSED);
    assertThat(e.code().id()).isEqualTo("RALF-W076");
    assertThat(e.help().orElseThrow().en())
        .contains("`pveam download local t.tar.zst`")
        .contains("Datastore.AllocateTemplate on /storage/local");
    stage.on(
        "GET /nodes/pve1/storage/local/content", ok("[{\"volid\":\"local:vztmpl/t.tar.zst\"}]"));
    apply(step);
    stage.on(
        "POST /nodes/pve1/aplinfo",
        new ApiServer.Answer.Reply(
            400,
            "Parameter verification failed.",
            "{\"errors\":{\"template\":\"no such template\"},\"message\":\"Parameter verification failed.\\n\",\"data\":null}",
            List.of()));
    assertThat(failure(step).code().id()).isEqualTo("RALF-W044");
  }
}
