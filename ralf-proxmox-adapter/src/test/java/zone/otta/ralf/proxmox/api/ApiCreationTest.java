package zone.otta.ralf.proxmox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static zone.otta.ralf.proxmox.api.ApiServer.ok;
import static zone.otta.ralf.proxmox.api.ApiServer.refuse;
import static zone.otta.ralf.proxmox.api.ApiStage.MARK;
import static zone.otta.ralf.proxmox.api.ApiStage.container;
import static zone.otta.ralf.proxmox.api.ApiStage.ct;
import static zone.otta.ralf.proxmox.api.ApiStage.pending;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/** The creation: one call, or two where the token's rights come from a pool. */
final class ApiCreationTest {
  private static final String POST = "POST /nodes/pve1/lxc";
  private static final String TAGS = "PUT " + ct("/config") + " tags=postgresql%3Bralf&digest=0a";
  private static final Step.CreateContainer CREATE =
      new Step.CreateContainer(container(), new Facts.Template("local", "t.tar.zst"));
  private final ApiStage stage = new ApiStage();

  ApiCreationTest() throws Exception {}

  @AfterEach
  void close() throws Exception {
    stage.close();
  }

  private ApiSettings pooled() {
    return stage.settings().withPool(Optional.of("ralf"));
  }

  private static void create(ApiSettings settings) {
    try (var host = new ApiHost(settings)) {
      host.apply(CREATE, Optional.of(MARK));
    }
  }

  private static PortException failure(ApiSettings settings) {
    return catchThrowableOfType(PortException.class, () -> create(settings));
  }

  private static Facts.Container untagged() {
    Facts.Container c = container();
    return new Facts.Container(
        c.ctid(),
        c.hostname(),
        c.cores(),
        c.memoryMib(),
        c.swapMib(),
        c.rootfsStorage(),
        c.rootfsMib(),
        c.unprivileged(),
        c.nesting(),
        c.bridge(),
        c.address(),
        c.gateway(),
        c.mac(),
        c.nameserver(),
        c.searchdomain(),
        c.onboot(),
        new TreeSet<>(),
        c.purpose());
  }

  private static ApiServer.Answer seen(Facts.Container c, Mark mark) {
    return ok(pending(c, "0a", Optional.of(mark)));
  }

  @Test
  void without_a_pool_one_call_makes_it_tags_included() {
    stage.onTask(POST, "OK");
    create(stage.settings().withSshPublicKeys(Optional.of("ssh-ed25519 AAAA ralf@example\n")));
    assertThat(stage.changes()).hasSize(1);
    assertThat(stage.changes().get(0))
        .startsWith(
            POST + " vmid=20010&ostemplate=local%3Avztmpl%2Ft.tar.zst&hostname=postgres-ops")
        .contains("&unprivileged=1&features=nesting%3D1&")
        .contains("&rootfs=fast%3A2&")
        .contains("&tags=postgresql%3Bralf&")
        .contains("mac%3D" + MARK.mac())
        .endsWith("&ssh-public-keys=ssh-ed25519%20AAAA%20ralf%40example%0A")
        .doesNotContain("pool=");
  }

  @Test
  void with_a_pool_the_tags_follow() {
    stage
        .onTask(POST, "OK")
        .on("GET " + ct("/pending"), seen(untagged(), MARK))
        .on("PUT " + ct("/config"), ok("null"));
    create(pooled());
    assertThat(stage.changes().get(0)).contains("&pool=ralf&").doesNotContain("tags=");
    assertThat(stage.changes().subList(1, 2)).containsExactly(TAGS);
  }

  private int calls(ApiSettings settings) {
    try (var host = new ApiHost(settings)) {
      host.apply(CREATE, Optional.of(MARK));
      return host.requests();
    }
  }

  @Test
  void the_calls_of_a_creation_are_as_many_as_documented() throws Exception {
    int looks = 2;
    stage
        .onTask(POST, "OK")
        .on(ApiStage.task("log"), ok("[]"))
        .on("GET " + ct("/pending"), seen(untagged(), MARK))
        .on("PUT " + ct("/config"), ok("null"));
    int alone = calls(stage.settings()) - looks;
    stage.onTask(POST, "OK");
    int inPool = calls(pooled()) - looks;
    stage.onTask(POST, "OK");
    int watched = calls(stage.settings().withProgress(line -> {})) - alone;
    assertThat(Files.readString(Path.of("../docs/proxmox-api.md")))
        .contains(
            "| creation | "
                + alone
                + ", with a pool "
                + inPool
                + " (its tags need the digest), and the looks at the task |")
        .contains(
            "| a look at a task | " + watched / looks + " (its state and its log's new lines)");
  }

  @Test
  void a_cut_off_creation_is_finished_by_its_mark() {
    stage
        .on(POST, refuse(500, "CT 20010 already exists on node 'pve1'"))
        .on("GET " + ct("/pending"), seen(untagged(), MARK))
        .on("PUT " + ct("/config"), ok("null"));
    create(pooled());
    assertThat(stage.changes().subList(1, 2)).containsExactly(TAGS);
  }

  @Test
  void what_is_whole_or_marked_otherwise_or_not_ours_stays_a_conflict() {
    var other = new Mark(MARK.service(), 8, MARK.mac());
    stage.on(POST, refuse(500, "CT 20010 already exists on node 'pve1'"));
    for (ApiServer.Answer there :
        List.of(
            seen(container(), MARK),
            seen(untagged(), other),
            ok(pending(untagged(), "0a", Optional.empty())),
            refuse(500, "no idea"))) {
      stage.on("GET " + ct("/pending"), there);
      assertThat(failure(pooled()).fault()).isEqualTo(Fault.CONFLICT);
    }
    assertThat(stage.changes()).hasSize(4).allMatch(c -> c.startsWith(POST));
  }

  @Test
  void a_lost_answer_is_looked_up_by_the_mark_and_stays_unknown_to_the_caller() {
    stage
        .on(POST, new ApiServer.Answer.Drop())
        .on(
            "GET " + ct("/pending"),
            refuse(403, "Permission check failed (/vms/20010, VM.Audit)"),
            seen(untagged(), MARK))
        .on(
            "GET /cluster/nextid",
            new ApiServer.Answer.Reply(
                400,
                "Parameter verification failed.",
                "{\"message\":\"Parameter verification failed.\\n\",\"errors\":{\"vmid\":\"VM 20010 already exists\"}}",
                List.of()))
        .on("GET /nodes/pve1/tasks", ok("[{\"upid\":\"" + ApiStage.UPID + "\"}]"), ok("[]"))
        .on("PUT " + ct("/config"), ok("null"));
    assertThat(failure(pooled()).fault()).isEqualTo(Fault.UNREACHABLE);
    assertThat(stage.changes()).hasSize(2);
    assertThat(stage.changes().get(1)).isEqualTo(TAGS);
  }

  @Test
  void a_failed_creation_says_why() {
    stage.onTask(
        POST, "unable to create CT 20010 - volume 'local:vztmpl/t.tar.zst' does not exist");
    assertThat(failure(stage.settings()).code().id()).isEqualTo("RALF-W033");
    stage.on(POST, refuse(403, "Permission check failed"));
    PortException bare = failure(stage.settings());
    assertThat(bare.code().id()).isEqualTo("RALF-W064");
    assertThat(bare.help().orElseThrow().en()).contains("name the pool");
  }

  @Test
  void a_creation_that_takes_too_long_is_of_unknown_outcome() {
    stage
        .on(POST, ok("\"" + ApiStage.UPID + "\""))
        .on(ApiStage.task("status"), ok("{\"status\":\"running\"}"));
    PortException e =
        failure(
            stage.settings().withLimits(Limits.USUAL.withTask(java.time.Duration.ofMillis(200))));
    assertThat(e.fault()).isEqualTo(Fault.UNREACHABLE);
    assertThat(e.what().en()).contains(ApiStage.UPID).contains("still runs");
    assertThat(stage.changes()).hasSize(1);
  }
}
