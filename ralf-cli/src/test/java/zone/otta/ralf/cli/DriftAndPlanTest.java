package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.plan.Action;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.PlannedStep;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.testkit.world.CallFaults;
import zone.otta.ralf.testkit.world.MemoryHand;
import zone.otta.ralf.workspace.json.JsonReader;

/**
 * Something is changed by hand: drift names it, the next plan changes exactly what drift named, and
 * afterwards everything is as before.
 */
class DriftAndPlanTest {
  @TempDir Path folder;
  private MemorySite site;
  private MemoryHand hand;

  @BeforeEach
  void furnish() {
    site = new MemorySite(folder);
    hand = new MemoryHand(site.state());
    repair();
    assertThat(site.call().run("drift").exit()).as("no drift at first").isEqualTo(Exit.OK);
  }

  /** Plans, approves, applies. */
  private void repair() {
    assertThat(site.call().run("plan", "card.md").exit()).isEqualTo(Exit.OK);
    Call.Result yes = site.call().run("approve", "postgresql", "--accept", "N004");
    assertThat(yes.exit()).as(yes.all()).isEqualTo(Exit.OK);
    Call.Result done = site.executing(CallFaults.none()).run("apply", "postgresql");
    // Nobody can log in to a server in memory, so gate 4 stays shut.
    assertThat(done.out()).contains("Gate 3: OK");
  }

  /**
   * A change by hand.
   *
   * @param objects what drift has to name
   */
  record Kind(String name, Consumer<MemoryHand> change, String... objects) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Kind> kinds() {
    return List.of(
        new Kind("more memory", h -> h.container(c -> with(c, 4096, c.swapMib())), "container"),
        new Kind("swap", h -> h.container(c -> with(c, c.memoryMib(), 512)), "container"),
        new Kind(
            "name moved",
            h -> h.moveName("postgres.otta.zone", Ipv4Address.of("10.10.20.99")),
            "dns address"),
        new Kind(
            "pointer removed", h -> h.removePointer("10.20.10.10.in-addr.arpa"), "dns pointer"),
        new Kind(
            "unit drop-in removed",
            h -> h.removeFile("/etc/systemd/system/postgresql@16-main.service.d/50-ralf.conf"),
            "file /etc/systemd/system/postgresql@16-main.service.d/50-ralf.conf"),
        new Kind(
            "setting edited in our file",
            h -> h.edit("conf.d/50-ralf.conf", t -> t.replace("work_mem = 8MB", "work_mem = 64MB")),
            "file /etc/postgresql/16/main/conf.d/50-ralf.conf",
            "service"),
        new Kind(
            "access rule added",
            h -> h.edit("pg_hba.conf", t -> "host all all all trust\n" + t),
            "file /etc/postgresql/16/main/pg_hba.conf",
            "service"),
        new Kind("ALTER SYSTEM", h -> h.alterSystem("work_mem", "64MB"), "service"),
        new Kind("key readable by others", h -> h.mode("server.key", "0644"), "certificate"),
        new Kind("service disabled", h -> h.startup("disabled"), "service"),
        new Kind("service masked", h -> h.startup("masked"), "service"),
        new Kind("superuser", h -> h.attribute("ralf", "superuser"), "role ralf"),
        new Kind("password in clear sight", h -> h.verifier("ralf", "md5abc"), "role ralf"),
        new Kind("role dropped", h -> h.dropRole("ralf_read"), "role ralf_read"),
        new Kind("database opened", h -> h.openDatabase("ralf"), "database ralf"));
  }

  private static Facts.Container with(Facts.Container c, long memory, long swap) {
    return new Facts.Container(
        c.ctid(),
        c.hostname(),
        c.cores(),
        memory,
        swap,
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
        c.tags(),
        c.purpose());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isNamedAndRepairedAndNothingElse(Kind kind) {
    String before = dump();
    kind.change().accept(hand);
    Call.Result drift = site.call().run("drift", "--format", "json");
    assertThat(drift.exit()).as(drift.all()).isEqualTo(Exit.DRIFT);
    Set<String> named = objects(drift.out());
    assertThat(named).as(drift.out()).containsExactlyInAnyOrder(kind.objects());

    repair();
    assertThat(changed()).isEqualTo(withRestart(named));
    assertThat(dump()).isEqualTo(before);
    Call.Result after = site.call().run("drift");
    assertThat(after.exit()).as(after.all()).isEqualTo(Exit.OK);
  }

  /**
   * The snapshot that a plan takes first, and whose run it was, are no trace of what was changed.
   */
  private String dump() {
    return site.state()
        .dump()
        .replaceAll("(?m)^snapshots .*\n", "")
        .replaceAll("run=\\d+ mac=[0-9a-f]+", "run=* mac=*");
  }

  /** What is written anew has to be loaded. */
  private static Set<String> withRestart(Set<String> named) {
    var all = new TreeSet<>(named);
    if (named.stream().anyMatch(n -> n.equals("certificate") || n.startsWith("file "))) {
      all.add("service");
    }
    return all;
  }

  /** What the stored plan changes; the snapshot before it aside. */
  private Set<String> changed() {
    var names = new TreeSet<String>();
    for (PlannedStep step : site.stored().steps()) {
      if (step.action() != Action.KEEP && !step.step().name().startsWith("snapshot ")) {
        names.add(step.step().name());
      }
    }
    return names;
  }

  private static Set<String> objects(String document) {
    var objects = new TreeSet<String>();
    for (Json difference : items(service(document), "differences")) {
      objects.add(text((Json.Obj) difference, "object"));
    }
    return objects;
  }

  private static Json.Obj service(String document) {
    Json.Obj all =
        (Json.Obj) new JsonReader().read(document).orThrow(m -> new IllegalStateException());
    return (Json.Obj) items(all, "services").get(0);
  }

  private static List<Json> items(Json.Obj object, String name) {
    return ((Json.Arr) object.get(name).orElseThrow()).items();
  }

  private static String text(Json.Obj object, String name) {
    return ((Json.Str) object.get(name).orElseThrow()).value();
  }

  @Test
  void stoppedContainerHidesItsInsideAndSaysSo() {
    hand.stopContainer();
    Call.Result drift = site.call().run("drift", "postgresql");
    assertThat(drift.exit()).isEqualTo(Exit.DRIFT);
    assertThat(drift.out())
        .contains("running: yes", "no", "unknown: ", "role ralf", "certificate", "RALF-A021");
  }

  @Test
  void stoppedServiceIsDriftAndItsRolesAreUnknown() {
    hand.stopService();
    Call.Result drift = site.call().run("drift", "--format", "json");
    assertThat(drift.exit()).isEqualTo(Exit.DRIFT);
    assertThat(objects(drift.out())).containsExactly("service");
    assertThat(items(service(drift.out()), "unseen"))
        .extracting(j -> ((Json.Str) j).value())
        .contains("role ralf", "database ralf", "schema state");
    repair();
    assertThat(site.call().run("drift").exit()).isEqualTo(Exit.OK);
  }

  @Test
  void silentNamesHideThemselvesOnlyAndNobodySaysNoDrift() {
    hand.silenceNames();
    Call.Result drift = site.call().run("drift");
    assertThat(drift.exit()).isEqualTo(Exit.UNREACHABLE);
    assertThat(drift.out())
        .contains("no difference; 16 of 18", "unknown: dns address, dns pointer", "RALF-W020");
    assertThat(site.call().run("status").out()).contains("drift: ? (");
  }

  @Test
  void strangersAreNamedAndLeftAlone() {
    hand.stranger("mallory", true);
    hand.stranger("guest", false);
    String before = site.state().dump();
    Call.Result drift = site.call().run("drift");
    assertThat(drift.exit()).isEqualTo(Exit.DRIFT);
    assertThat(drift.out())
        .contains("role mallory", "superuser, login (left alone)", "role guest", "RALF-S022")
        .doesNotContain("Next: ralf plan");
    assertThat(site.call().run("plan", "card.md").out()).contains("0 to create, 0 to change");
    assertThat(site.state().dump()).isEqualTo(before);
  }

  @Test
  void foreignFileIsNamedAndStopsThePlan() {
    hand.edit("conf.d/99-other.conf", t -> "work_mem = 1GB\n");
    Call.Result drift = site.call().run("drift");
    assertThat(drift.exit()).isEqualTo(Exit.DRIFT);
    assertThat(drift.out()).contains("work_mem: 8MB", "1GB", "99-other.conf", "stops the plan");
    Call.Result plan = site.call().run("plan", "card.md");
    assertThat(plan.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(plan.out()).contains("RALF-N030", "99-other.conf: work_mem = 1GB");
  }

  @Test
  void changedLinesAreShownButNoPasswords() {
    hand.edit("pg_hba.conf", t -> t + "host all all all ldap ldapbindpasswd=hunter2\n");
    Call.Result drift = site.call().run("drift", "--verbose");
    assertThat(drift.out()).contains("+ (not shown)").doesNotContain("hunter2");
    assertThat(site.call().run("drift", "--format", "json").out()).doesNotContain("hunter2");
  }

  @Test
  void serviceWithoutARecordIsNotCompared() {
    Call.Result result = site.call().run("drift", "minio");
    assertThat(result.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(result.out()).contains("RALF-A020");
  }
}
