package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.testkit.world.CallFaults;

/** Snapshot, rollback and removal as people read them; what matters is asserted by hand. */
class WhatOperationsSayTest {
  @TempDir Path folder;
  private MemorySite site;

  @BeforeEach
  void deploy() {
    site = new MemorySite(folder);
    assertThat(site.call().run("plan", "card.md").exit()).isEqualTo(Exit.OK);
    execute("N004");
  }

  private Call.Result read(String name, Call call, String... args) {
    return site.read(name, call, args);
  }

  private Call.Result execute(String... accepted) {
    approve(accepted);
    return site.executing(CallFaults.none()).run("apply", "postgresql");
  }

  private void approve(String... accepted) {
    Call.Result yes =
        accepted.length == 0
            ? site.call().run("approve", "postgresql")
            : site.call().run("approve", "postgresql", "--accept", String.join(",", accepted));
    assertThat(yes.exit()).as(yes.all()).isEqualTo(Exit.OK);
  }

  @Test
  void help() {
    assertThat(read("help-rollback-de", site.call(), "rollback", "--help", "--lang", "de").out())
        .contains("--to", "geht verloren", "Beispiel:")
        .doesNotContain("Usage");
  }

  @Test
  void snapshot() {
    Call.Result plan = read("snapshot", site.call(), "snapshot", "postgresql");
    assertThat(plan.exit()).isEqualTo(Exit.OK);
    assertThat(plan.out())
        .contains("+ snapshot     ralf-20261124-1000", "1 to create", "Next: ralf approve");
    approve();
    Call.Result done =
        read("apply-snapshot", site.executing(CallFaults.none()), "apply", "postgresql");
    assertThat(done.exit()).isEqualTo(Exit.OK);
    assertThat(done.out())
        .contains("Snapshot ralf-20261124-1000 of postgresql", "Gate 3: OK")
        .doesNotContain("Gate 4");
    Call.Result again =
        site.call().run("snapshot", "postgresql", "--name", "ralf-20261124-1000", "--lang", "de");
    assertThat(again.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(again.out()).contains("RALF-N023");
  }

  @Test
  void rollback() {
    Call.Result none = read("rollback-none", site.call(), "rollback", "postgresql");
    assertThat(none.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(none.out()).contains("RALF-N019");
    snapshotTaken("before-import");
    Call.Result plan = read("rollback", site.call(), "rollback", "postgresql");
    assertThat(plan.exit()).isEqualTo(Exit.OK);
    assertThat(plan.out())
        .contains(
            "WARNUNG[RALF-N021]: what came after snapshot before-import",
            "run 2) is lost",
            "~ rollback     to before-import",
            "--accept RALF-N021");
    assertThat(site.call().run("approve", "postgresql").exit()).isEqualTo(Exit.APPROVAL);
    approve("N021");
    Call.Result done =
        read("apply-rollback", site.executing(CallFaults.none()), "apply", "postgresql");
    // Nobody can log in to a service in memory: gate 4 is asked and says so.
    assertThat(done.out())
        .contains("postgresql is back at snapshot", "Gate 3: OK", "Gate 4: BLOCKER");
    assertThat(site.call().run("rollback", "postgresql", "--to", "other").out())
        .contains("RALF-N019");
  }

  @Test
  void rotation() {
    Call.Result plan = read("rotate", site.call(), "secrets", "rotate", "postgresql");
    assertThat(plan.exit()).isEqualTo(Exit.OK);
    assertThat(plan.out())
        .contains("WARNUNG[RALF-N025]", "is renewed", "proven dead", "--accept RALF-N025");
    read("rotate-de", site.call(), "secrets", "rotate", "postgresql", "--lang", "de");
    read("help-rotate-de", site.call(), "secrets", "rotate", "--help", "--lang", "de");
    approve("N025");
    // Nobody can be asked over the network in memory: both secrets are kept then.
    Call.Result stopped =
        read("apply-rotate-stopped", site.executing(CallFaults.none()), "apply", "postgresql");
    assertThat(stopped.exit()).isEqualTo(Exit.STOPPED);
    assertThat(stopped.out()).contains("RALF-A015", "ralf apply --resume");
    assertThat(site.call().run("secrets", "rotate", "postgresql").out())
        .contains("HINWEIS[RALF-N026]");
  }

  private void snapshotTaken(String name) {
    assertThat(site.call().run("snapshot", "postgresql", "--name", name).exit()).isEqualTo(Exit.OK);
    assertThat(execute().exit()).isEqualTo(Exit.OK);
  }

  @Test
  void destroy() {
    snapshotTaken("before-import");
    Call.Result plan = read("destroy", site.call(), "destroy", "postgresql");
    assertThat(plan.exit()).isEqualTo(Exit.OK);
    assertThat(plan.out())
        .contains(
            "WARNUNG[RALF-N020]: container 20010 postgres-ops is destroyed with all its data",
            "its volumes (16384 MiB), snapshots taken by RALF: 1",
            "postgres.otta.zone A",
            "the journal stays",
            "3 to destroy",
            "--accept RALF-N020");
    read("destroy-de", site.call(), "destroy", "postgresql", "--lang", "de");
    approve("N020");
    Call.Result done =
        read("apply-destroy", site.executing(CallFaults.none()), "apply", "postgresql");
    assertThat(done.exit()).isEqualTo(Exit.OK);
    assertThat(done.out())
        .contains("postgresql is destroyed, its journal", "Gate 3: OK")
        .doesNotContain("Gate 4");
    gone();
  }

  private void gone() {
    assertThat(read("status-destroyed", site.call(), "status").out()).contains("destroyed");
    assertThat(site.call().run("status", "postgresql", "--format", "json").out())
        .contains("\"destroyed\": true")
        .doesNotContain("phase_5");
    for (String command : new String[] {"smoke", "snapshot", "rollback", "destroy"}) {
      Call.Result refused = site.call().run(command, "postgresql");
      assertThat(refused.exit()).as(command).isEqualTo(Exit.BLOCKER);
      assertThat(refused.out()).as(command).contains("RALF-A014");
    }
    assertThat(site.call().run("journal", "verify").exit()).isEqualTo(Exit.OK);
    assertThat(site.call().run("plan", "card.md").out()).contains("18 to create");
    assertThat(execute().out()).contains("run 4", "19 of 19 steps verified");
    assertThat(site.call().run("status").out()).contains("pve/20010 10.10.20.10");
  }

  @Test
  void removalThatStopsAndGoesOn() {
    assertThat(site.call().run("destroy", "postgresql").exit()).isEqualTo(Exit.OK);
    approve("N020");
    Call.Result stopped =
        read(
            "destroy-stopped",
            site.executing(new CallFaults(CallFaults.Kind.LOSE_REQUEST, 4)),
            "apply",
            "postgresql");
    assertThat(stopped.exit()).isEqualTo(Exit.STOPPED);
    assertThat(stopped.out())
        .contains("What is done stays done", "ralf apply --resume 2")
        .doesNotContain("Nothing is lost");
    Call.Result end = site.executing(CallFaults.none()).run("apply", "--resume", "2");
    assertThat(end.exit()).as(end.all()).isEqualTo(Exit.OK);
    assertThat(site.state().dump()).contains("container Optional.empty");
  }

  @Test
  void changedWorldMakesItStale() {
    snapshotTaken("first");
    assertThat(site.call().run("rollback", "postgresql").exit()).isEqualTo(Exit.OK);
    approve("N021");
    String waiting = site.stored().hash().shortForm();
    assertThat(site.call().run("rollback", "postgresql").exit()).isEqualTo(Exit.OK);
    execute("N021");
    approveAgain(waiting);
    Call.Result stale = read("rollback-stale", site.call(), "apply", waiting);
    assertThat(stale.exit()).isEqualTo(Exit.APPROVAL);
    assertThat(stale.out()).contains("RALF-G004", "ralf rollback postgresql --to first");
  }

  private void approveAgain(String plan) {
    assertThat(site.call().run("approve", plan, "--accept", "N021").exit()).isEqualTo(Exit.OK);
  }

  @Test
  void unknownServiceAndBadNames() {
    Call.Result unknown = read("destroy-unknown", site.call(), "destroy", "gitea");
    assertThat(unknown.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(unknown.out()).contains("RALF-A009");
    assertThat(site.call().run("snapshot", "postgresql", "--name", "1x").exit())
        .isEqualTo(Exit.USAGE);
    assertThat(site.call().run("rollback", "postgresql", "--to", "current").exit())
        .isEqualTo(Exit.USAGE);
  }

  @Test
  void wholeWayOnTheTerminal() {
    Call.Result asked = site.call().typing("12345678\n").run("destroy", "postgresql", "--plain");
    assertThat(asked.exit()).isEqualTo(Exit.APPROVAL);
    assertThat(asked.out()).contains("Approve?", "RALF-N020", "RALF-G007");
    assertThat(Files.exists(folder.resolve(".ralf/plans/postgresql.latest"))).isTrue();
    String hash = site.stored().hash().hex().substring(0, 8);
    Call.Result unaccepted =
        site.executing(CallFaults.none()).run("destroy", "postgresql", "--approve", hash);
    assertThat(unaccepted.exit()).isEqualTo(Exit.APPROVAL);
    assertThat(unaccepted.out()).contains("RALF-G005");
    Call.Result done =
        site.executing(CallFaults.none())
            .run("destroy", "postgresql", "--approve", hash, "--accept", "N020");
    assertThat(done.exit()).as(done.all()).isEqualTo(Exit.OK);
  }
}
