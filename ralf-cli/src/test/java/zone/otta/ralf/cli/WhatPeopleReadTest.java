package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.port.ContainerHost.DatacenterFirewall;
import zone.otta.ralf.testkit.world.CallFaults;
import zone.otta.ralf.testkit.world.MemoryHand;

/** Everything a person reads, as golden files; what matters is asserted by hand beside them. */
class WhatPeopleReadTest {
  @TempDir Path folder;
  private MemorySite site;

  @BeforeEach
  void furnish() {
    site = new MemorySite(folder);
  }

  private Call.Result read(String name, Call call, String... args) {
    return site.read(name, call, args);
  }

  private void made() {
    assertThat(site.call().run("plan", "card.md").exit()).isEqualTo(Exit.OK);
  }

  private void approved() {
    made();
    Call.Result yes =
        site.call().run("approve", "postgresql", "--accept", "N004", "--actor", "anna");
    assertThat(yes.exit()).as(yes.all()).isEqualTo(Exit.OK);
  }

  @Test
  void help() {
    assertThat(read("help", site.call(), "--help").exit()).isEqualTo(Exit.OK);
    assertThat(read("help-de", site.call(), "--help", "--lang", "de").out())
        .contains("Dienstkartei");
    assertThat(read("help-up-de", site.call(), "up", "--help", "--lang", "de").out())
        .contains("Aufruf: ralf up", "Beispiel:")
        .doesNotContain("Usage", "Example");
  }

  @Test
  void helpNamesEveryCommand() {
    for (String language : List.of("en", "de")) {
      String help = site.call().run("--help", "--lang", language).out();
      for (String path : CommandTable.PATHS) {
        String first = path.replaceFirst(" .*", "");
        assertThat(help).as(language).containsPattern("(?m)^  " + first + "\\b");
      }
    }
  }

  @Test
  void checkOfTheReferenceCard() {
    Call.Result result = read("check", site.call(), "check", "card.md");
    assertThat(result.exit()).isEqualTo(Exit.OK);
    assertThat(result.out()).contains("Phase 2 placement    OK", "CTID 20010", "ralf plan card.md");
  }

  @Test
  void checkOfABrokenCard() {
    site.write(
        "broken.md",
        "# X\n- Dienst: `postgresql`\n- Zweck: \u202etest\u0007\n\n### Ressourcen\n- RAM: `3000 MB`\n");
    site.write(
        "ram.md",
        "# X\n- Dienst: `postgresql`\n- Zweck: 記憶 \u202etset\n\n### Ressourcenprofil\n- RAM: `3000 MB`\n");
    Call.Result result = read("check-broken", site.call(), "check", "ram.md", "broken.md");
    assertThat(result.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(result.out())
        .contains("BLOCKER[RALF-P003]", "--> ram.md:6:", "^^^^^^^")
        .doesNotContain("\u202e", "\u0007");
    assertThat(read("check-broken-de", site.call(), "check", "ram.md", "--lang", "de").out())
        .contains("BLOCKER[RALF-P003]", "Befunde in 1 Karte");
  }

  @Test
  void planOfANewService() {
    Call.Result result = read("plan", site.call(), "plan", "card.md");
    assertThat(result.exit()).isEqualTo(Exit.OK);
    assertThat(result.out())
        .contains(
            "19 to create, 0 to change", "WARNUNG[RALF-N004]", "Gate 1: OK", "Gate 2: WARNUNG")
        .contains("--accept RALF-N004");
    assertThat(read("plan-strict", site.call(), "plan", "card.md", "--strict").exit())
        .isEqualTo(Exit.BLOCKER);
    read("plan-de", site.call(), "plan", "card.md", "--lang", "de", "--verbose");
  }

  @Test
  void planWithFirewallRulesThatWouldBeIdle() {
    site.change("ralf.yaml", "key_file: key}", "key_file: key, firewall: true}");
    site.state().datacenterFirewall(DatacenterFirewall.OFF);
    assertThat(read("plan-firewall", site.call(), "plan", "card.md").out())
        .contains("20 to create", "5432/tcp ACCEPT 10.10.0.0/16", "WARNUNG[RALF-N050]");
    site.state().datacenterFirewall(DatacenterFirewall.HIDDEN);
    assertThat(read("plan-firewall-de", site.call(), "plan", "card.md", "--lang", "de").out())
        .contains("HINWEIS[RALF-N051]");
  }

  @Test
  void planOfASchemaThatAnOlderVersionMade() {
    approved();
    site.executing(CallFaults.none()).run("apply", "postgresql");
    new MemoryHand(site.state()).olderSchema("ralf", 1);
    assertThat(read("plan-schema", site.call(), "plan", "card.md").out())
        .contains("~ schema", "version 1 → 5", "1 to create, 1 to change");
    assertThat(site.call().run("approve", "postgresql").exit()).isEqualTo(Exit.OK);
    assertThat(site.executing(CallFaults.none()).run("apply", "postgresql").out())
        .contains("ralf.state 5", "Gate 3: OK");
    assertThat(site.call().run("plan", "card.md").out()).contains("Nothing to change");
  }

  @Test
  void planOfAContainerThatMoved() {
    approved();
    site.executing(CallFaults.none()).run("apply", "postgresql");
    site.state().moveTo("pve2");
    assertThat(read("plan-moved", site.call(), "plan", "card.md").out())
        .contains("HINWEIS[RALF-L027]", "Nothing to change");
    assertThat(read("plan-moved-de", site.call(), "plan", "card.md", "--lang", "de").out())
        .contains("lebt jetzt auf Knoten pve2");
  }

  @Test
  void approvalIsNeeded() {
    made();
    assertThat(read("apply-unapproved", site.call(), "apply", "postgresql").exit())
        .isEqualTo(Exit.APPROVAL);
    assertThat(read("approve-without-accept", site.call(), "approve", "postgresql").exit())
        .isEqualTo(Exit.APPROVAL);
    Call.Result up = read("up-nobody-to-ask", site.call(), "up", "card.md");
    assertThat(up.exit()).isEqualTo(Exit.APPROVAL);
    assertThat(up.out()).contains("--approve", "--accept RALF-N004");
  }

  @Test
  void approve() {
    made();
    Call.Result result =
        read(
            "approve", site.call(), "approve", "postgresql", "--accept", "N004", "--actor", "anna");
    assertThat(result.exit()).isEqualTo(Exit.OK);
    assertThat(result.out()).contains("approved by anna until 2026-11-25T10:00:00Z");
  }

  @Test
  void wrongHashOnTheTerminal() {
    Call.Result result = site.call().typing("12345678\n").run("up", "card.md", "--plain");
    assertThat(result.exit()).isEqualTo(Exit.APPROVAL);
    assertThat(result.out()).contains("RALF-G007", "first 8 characters");
  }

  @Test
  void stalePlan() {
    approved();
    site.write("card.md", text("card.md").replace("`2048 MB`", "`4096 MB`"));
    Call.Result result = read("apply-stale", site.call(), "apply", "postgresql");
    assertThat(result.exit()).isEqualTo(Exit.APPROVAL);
    assertThat(result.out()).contains("BLOCKER[RALF-G004]", "card: changed", "container");
  }

  private String text(String name) {
    try {
      return java.nio.file.Files.readString(folder.resolve(name));
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void runThatIsNotProvenBySmoke() {
    approved();
    Call.Result result = read("apply", site.executing(CallFaults.none()), "apply", "postgresql");
    // In memory there is no network, so nobody can log in: gate 4 must say so.
    assertThat(result.out())
        .contains("19 of 19 steps verified in run 1", "Gate 3: OK", "Gate 4: BLOCKER");
    assertThat(result.exit()).isEqualTo(Exit.BLOCKER);
    Call.Result status = read("status", site.call(), "status");
    assertThat(status.out()).contains("postgresql", "pve/20010 10.10.20.10");
    assertThat(read("plan-again", site.call(), "plan", "card.md").out())
        .contains("0 to create, 0 to change", "Nothing to change: no approval needed.");
  }

  @Test
  void runThatStopsAndGoesOn() {
    approved();
    Call.Result stopped =
        read(
            "apply-stopped",
            site.executing(new CallFaults(CallFaults.Kind.LOSE_REQUEST, 18)),
            "apply",
            "postgresql");
    assertThat(stopped.exit()).isEqualTo(Exit.STOPPED);
    assertThat(stopped.out())
        .contains("Stopped in step", "Known: ", "Unknown: ", "Next: ralf apply --resume 1");
    assertThat(read("status-stopped", site.call(), "status").out())
        .contains("stopped in step", "ralf apply --resume 1");
    assertThat(
            read("apply-resumed", site.executing(CallFaults.none()), "apply", "--resume", "1")
                .out())
        .contains("Gate 3: OK");
    assertThat(read("apply-resume-ended", site.call(), "apply", "--resume", "1").exit())
        .isEqualTo(Exit.OK);
    assertThat(read("apply-resume-unknown", site.call(), "apply", "--resume", "7").exit())
        .isEqualTo(Exit.BLOCKER);
  }

  @Test
  void drift() {
    approved();
    assertThat(site.executing(CallFaults.none()).run("apply", "postgresql").out())
        .contains("Gate 3: OK");
    assertThat(read("drift-none", site.call(), "drift").exit()).isEqualTo(Exit.OK);
    assertThat(read("status-no-drift", site.call().with("COLUMNS", "100"), "status").out())
        .contains("none (0 s ago)");
    var hand = new MemoryHand(site.state());
    hand.alterSystem("work_mem", "64MB");
    hand.edit("pg_hba.conf", t -> "host all all all trust\n" + t);
    hand.edit("conf.d/99-other.conf", t -> "max_connections = 500\n");
    hand.attribute("ralf", "superuser");
    hand.verifier("ralf", "md5 of something");
    hand.stranger("mallory", true);
    hand.removePointer("10.20.10.10.in-addr.arpa");
    Call.Result drift = read("drift", site.call(), "drift", "postgresql");
    assertThat(drift.exit()).isEqualTo(Exit.DRIFT);
    assertThat(drift.out())
        .contains("work_mem: 8MB → 64MB", "pg_hba rule 1: - → host all all all trust")
        .contains("max_connections: 40 → 500", "stops the plan", "WARNUNG[RALF-S022]")
        .contains("logs in with: env:RALF_POSTGRES_RALF_USER_PASSWORD → -");
    assertThat(read("drift-de", site.call(), "drift", "--verbose", "--lang", "de").out())
        .contains("weicht ab", "hält den Plan auf")
        .doesNotContain("there", "differ");
    assertThat(read("status-drift", site.call(), "status").out()).contains("drift: 9 (0 s ago)");
    assertThat(read("plan-drift", site.call(), "plan", "card.md").exit()).isEqualTo(Exit.BLOCKER);
  }

  @Test
  void driftWhereNotAllIsSeen() {
    approved();
    assertThat(site.executing(CallFaults.none()).run("apply", "postgresql").out())
        .contains("Gate 3: OK");
    new MemoryHand(site.state()).stopContainer();
    assertThat(read("drift-unseen", site.call(), "drift").out())
        .contains("running: yes → no", "? unknown: ", "RALF-A021");
  }

  @Test
  void callsThatAreNotUnderstood() {
    assertThat(read("usage-unknown", site.call(), "chekc").exit()).isEqualTo(Exit.USAGE);
    assertThat(read("usage-missing", site.call(), "plan", "--lang", "de").exit())
        .isEqualTo(Exit.USAGE);
    assertThat(site.call().run("explain", "nonsense").exit()).isEqualTo(Exit.USAGE);
    assertThat(site.call().run("apply").exit()).isEqualTo(Exit.USAGE);
    assertThat(site.call().run("check", "--format", "xml", "card.md").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void explain() {
    assertThat(read("explain", site.call(), "explain", "G004").out()).contains("RALF-G004");
    assertThat(read("explain-de", site.call(), "explain", "G004", "--lang", "de").out())
        .contains("überholt")
        .doesNotContain("What to do");
  }
}
