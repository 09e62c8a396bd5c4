package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.plan.MarkKey;

/** Changes, snapshots, rollback and removal of a service in the lab. */
class OperationsTest {
  private static final String CARD = LabSite.CARD;
  private static final String NAME = "postgres.otta.zone.";
  private static final String REVERSE = "10.20.10.10.in-addr.arpa.";
  @TempDir Path logs;

  @Test
  void rolledBackItIsAsItWas() throws IOException {
    try (LabSite site = new LabSite(Canary.VALUE)) {
      var operator = new Operator(site);
      operator.deploy();
      assertThat(operator.ok("snapshot", "postgresql", "--name", "before-change"))
          .contains("+ snapshot     before-change");
      assertThat(operator.applied()).contains("Gate 3: OK").doesNotContain("Gate 4");
      String before = settled(site.dump());

      operator.edit(CARD, "RAM: `2048 MB`", "RAM: `4096 MB`");
      assertThat(operator.ok("plan", CARD))
          .contains("+ snapshot     ralf-before-3", "memoryMib 2048 → 4096 (live)");
      assertThat(operator.applied()).contains("Gate 3: OK", "Gate 4: OK");
      assertThat(site.dump()).contains("memory: 4096", "snapshot ralf-before-3");

      assertThat(operator.ok("rollback", "postgresql"))
          .contains("RALF-N021", "ralf-before-3", "run 3) is lost");
      assertThat(operator.ok("rollback", "postgresql", "--to", "before-change"))
          .contains("~ rollback     to before-change", "run 2) is lost");
      assertThat(operator.applied("N021"))
          .contains("Gate 3: OK", "Gate 4: OK", "9 of 9 smoke checks passed");
      assertThat(settled(site.dump())).isEqualTo(before);
      operator.ok("smoke", "postgresql");
      assertThat(operator.ok("plan", CARD)).contains("memoryMib 2048 → 4096 (live)");
      nothingLeaked(site, operator);
    }
  }

  /** Without what tells of the way: the later snapshot and the description's last line. */
  private static String settled(String dump) {
    return String.join("\n", dump.lines().filter(l -> !l.contains("snapshot ralf-before")).toList())
        .replaceAll("%0Aralf%3Arestored[^\n]*", "")
        .replaceAll("%0A(?=\n)", "");
  }

  @Test
  void destroyedItIsGoneAndCanBeBuiltAnew() throws IOException {
    try (LabSite site = new LabSite(Canary.VALUE)) {
      var operator = new Operator(site);
      operator.deploy();
      onlyWhatIsOurs(operator);
      assertThat(operator.records(NAME)).isNotEmpty();
      assertThat(operator.records(REVERSE)).isNotEmpty();

      assertThat(operator.ok("destroy", "postgresql"))
          .contains("RALF-N020", "- container    20010 with all its volumes");
      assertThat(operator.applied("N020"))
          .contains("postgresql is destroyed", "Gate 3: OK")
          .doesNotContain("Gate 4");
      assertThat(operator.node("pct", "list").out()).doesNotContain("20010");
      assertThat(operator.records(NAME)).isEmpty();
      assertThat(operator.records(REVERSE)).isEmpty();
      operator.ok("journal", "verify");
      assertThat(operator.ok("status")).contains("destroyed");
      operator.refused("RALF-A014", "smoke", "postgresql");
      operator.refused("RALF-A014", "destroy", "postgresql");

      assertThat(operator.ok("plan", CARD)).contains("18 to create");
      assertThat(operator.applied()).contains("Gate 3: OK", "Gate 4: OK");
      assertThat(operator.ok("status")).contains("pve/20010 10.10.20.10");
      assertThat(operator.ok("plan", CARD)).contains("Nothing to change");
      nothingLeaked(site, operator);
    }
  }

  /** Each refusal, and that the same command is taken with only that changed. */
  private static void onlyWhatIsOurs(Operator operator) {
    String ours = operator.node("pct", "config", "20010").out();
    assertThat(operator.node("pct", "set", "20010", "--protection", "1").ok()).isTrue();
    assertThat(operator.refused("RALF-N017", "destroy", "postgresql"))
        .contains("pct set 20010 --protection 0");
    operator.ok("snapshot", "postgresql", "--name", "guarded-is-no-matter");
    assertThat(operator.node("pct", "set", "20010", "--protection", "0").ok()).isTrue();

    var service = new ServiceName("postgresql");
    String forged = new MarkKey(new byte[MarkKey.BYTES]).sign(service, 1, "container 20010").line();
    String mark = markOf(ours);
    for (String description : List.of("somebody else's", forged, mark.replace("run=1", "run=77"))) {
      assertThat(operator.node("pct", "set", "20010", "--description", description).ok()).isTrue();
      for (String command : List.of("destroy", "snapshot", "rollback")) {
        String[] call =
            command.equals("rollback")
                ? new String[] {command, "postgresql", "--to", "any"}
                : new String[] {command, "postgresql"};
        assertThat(operator.refused("RALF-N011", call))
            .as(command + " of a container with: " + description)
            .contains("container 20010 exists and is not ours")
            .doesNotContain("Next: ralf approve");
      }
    }
    assertThat(operator.node("pct", "set", "20010", "--description", mark).ok()).isTrue();
    operator.ok("destroy", "postgresql");
  }

  private static String markOf(String config) {
    String line =
        config.lines().filter(l -> l.startsWith("description:")).findFirst().orElseThrow();
    return java.net.URLDecoder.decode(
            line.substring("description: ".length()), java.nio.charset.StandardCharsets.UTF_8)
        .lines()
        .filter(l -> l.startsWith("ralf:v1"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void killedInTheMiddleItEndsTheSame() throws IOException {
    try (LabSite site = new LabSite(Canary.VALUE)) {
      var operator = new Operator(site);
      operator.deploy();
      operator.ok("snapshot", "postgresql", "--name", "start");
      operator.applied();
      operator.ok("rollback", "postgresql");
      operator.applied("N021");
      String rolledBack = site.dump().replaceAll("times%3D\\d+|times=\\d+", "times");
      for (String step : List.of("stop", "rollback", "start")) {
        operator.ok("rollback", "postgresql");
        operator.approve("N021");
        killedAndResumed(site, operator, step);
        assertThat(site.dump().replaceAll("times%3D\\d+|times=\\d+", "times"))
            .as("killed in " + step)
            .isEqualTo(rolledBack);
      }
      operator.ok("destroy", "postgresql");
      operator.approve("N020");
      String run = killed(site, "apply", "postgresql", "dns address");
      run = killed(site, run, "stop");
      run = killed(site, run, "destroy");
      assertThat(operator.ok("apply", "--resume", run)).contains("Gate 3: OK");
      assertThat(operator.node("pct", "list").out()).doesNotContain("20010");
      assertThat(operator.records(NAME)).isEmpty();
      assertThat(operator.records(REVERSE)).isEmpty();
      assertThat(operator.ok("status")).contains("destroyed");
      operator.ok("journal", "verify");
      nothingLeaked(site, operator);
    }
  }

  private void killedAndResumed(LabSite site, Operator operator, String step) {
    String run = killed(site, "apply", "postgresql", step);
    assertThat(operator.ok("status")).contains("ralf apply --resume " + run);
    assertThat(operator.ok("apply", "--resume", run)).contains("Gate 3: OK", "Gate 4: OK");
  }

  private String killed(LabSite site, String run, String step) {
    return killed(site, "apply", "--resume=" + run, step);
  }

  /** SIGKILL as soon as the step is started; gives the run's number. */
  private String killed(LabSite site, String command, String what, String step) {
    RalfProcess.Ended ended =
        RalfProcess.start(site.root(), logs, command, what, "--format", "json")
            .killAt(
                l ->
                    l.contains("\"event\":\"started\"") && l.contains("\"name\":\"" + step + "\""));
    assertThat(ended.code()).as(step + ended.out() + ended.err()).isEqualTo(137);
    String opened =
        ended.out().lines().filter(l -> l.contains("\"run\":")).findFirst().orElseThrow();
    return opened.replaceAll(".*\"run\":(\\d+).*", "$1");
  }

  private static void nothingLeaked(LabSite site, Operator operator) throws IOException {
    assertThat(operator.read()).allSatisfy(text -> assertThat(Canary.in(text)).isEmpty());
    assertThat(Canary.below(site.root(), site.root().resolve("secrets/postgresql"))).isEmpty();
  }
}
