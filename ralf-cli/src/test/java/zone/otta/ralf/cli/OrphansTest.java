package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.testkit.world.CallFaults;
import zone.otta.ralf.testkit.world.MemoryHand;

/** Names of ours that no service has any more, and names of others that are in the way. */
class OrphansTest {
  private static final String OLD = "postgres.otta.zone.";
  private static final String NEW = "memory.otta.zone.";
  private static final String POINTER = "10.20.10.10.in-addr.arpa.";

  @TempDir Path folder;
  @TempDir Path another;
  private MemorySite site;

  @BeforeEach
  void deploy() {
    site = new MemorySite(folder);
    plan("--accept", "N004");
    execute();
  }

  private void plan(String... accepted) {
    Call.Result plan = site.call().run("plan", "card.md");
    assertThat(plan.exit()).as(plan.all()).isEqualTo(Exit.OK);
    approve(accepted);
  }

  private void approve(String... accepted) {
    var words = new ArrayList<>(List.of("approve", "postgresql"));
    words.addAll(List.of(accepted));
    assertThat(site.call().run(words.toArray(String[]::new)).exit()).isEqualTo(Exit.OK);
  }

  private Call.Result execute() {
    Call.Result done = site.executing(CallFaults.none()).run("apply", "postgresql");
    assertThat(done.out()).as(done.all()).contains("Gate 3: OK");
    return done;
  }

  private List<String> zone(String name) {
    return new MemoryHand(site.state()).zone().records(name);
  }

  /** As a server does that was restored from a backup. */
  private void restore(String name, List<String> records) {
    records.forEach(r -> new MemoryHand(site.state()).zone().put(name + " " + r));
  }

  private void rename() {
    site.change("card.md", "postgres.otta.zone", "memory.otta.zone");
    site.change("card.md", "postgres_phase", "memory_phase");
  }

  @Test
  void a_service_that_changes_its_name_leaves_the_old_one_to_nobody() {
    rename();
    Call.Result plan = site.read("plan-renamed", site.call(), "plan", "card.md");
    assertThat(plan.out()).contains("memory.otta.zone A", "postgres.otta.zone A", "1 to destroy");
    approve();
    execute();
    assertThat(zone(OLD)).isEmpty();
    assertThat(zone(NEW)).hasSize(2).contains("300 A 10.10.20.10");
    assertThat(zone(POINTER)).containsExactly("300 PTR memory.otta.zone.");
    assertThat(site.call().run("drift").exit()).isEqualTo(Exit.OK);
  }

  @Test
  void a_record_that_comes_back_is_drift_and_the_next_plan_removes_it_alone() {
    List<String> before = zone(OLD);
    rename();
    plan();
    execute();
    restore(OLD, before);
    Call.Result drift = site.read("drift-orphan", site.call(), "drift");
    assertThat(drift.exit()).isEqualTo(Exit.DRIFT);
    assertThat(drift.out()).contains("dns postgres.otta.zone A 10.10.20.10", "ralf plan card.md");
    Call.Result plan = site.call().run("plan", "card.md");
    assertThat(plan.out()).contains("0 to create, 0 to change, 1 to destroy");
    approve();
    execute();
    assertThat(zone(OLD)).isEmpty();
    assertThat(zone(NEW)).hasSize(2);
    assertThat(zone(POINTER)).containsExactly("300 PTR memory.otta.zone.");
    assertThat(site.call().run("drift").exit()).isEqualTo(Exit.OK);
  }

  @Test
  void what_a_destroyed_service_left_is_named_and_removed_by_a_plan() {
    List<String> name = zone(OLD);
    List<String> pointer = zone(POINTER);
    assertThat(site.call().run("destroy", "postgresql").exit()).isEqualTo(Exit.OK);
    approve("--accept", "N020");
    execute();
    assertThat(site.call().run("drift").out()).contains("RALF-A020");
    restore(OLD, name);
    restore(POINTER, pointer);
    Call.Result drift = site.read("drift-left-behind", site.call(), "drift");
    assertThat(drift.exit()).isEqualTo(Exit.DRIFT);
    assertThat(drift.out()).contains("Next: ralf destroy postgresql");
    Call.Result plan = site.read("destroy-left-behind", site.call(), "destroy", "postgresql");
    assertThat(plan.out()).contains("2 to destroy", "its names are removed");
    approve("--accept", "N020");
    execute();
    assertThat(zone(OLD)).isEmpty();
    assertThat(zone(POINTER)).isEmpty();
    assertThat(site.call().run("destroy", "postgresql").out()).contains("RALF-A014");
  }

  @Test
  void a_forged_mark_makes_no_orphan_of_ours() {
    String forged = "\"ralf:v1 service=postgresql run=1 mac=" + "0".repeat(32) + "\"";
    restore("other.otta.zone.", List.of("300 A 10.10.20.77", "300 TXT " + forged));
    assertThat(site.call().run("drift").exit()).isEqualTo(Exit.OK);
    assertThat(site.call().run("plan", "card.md").out()).contains("0 to destroy");
    assertThat(zone("other.otta.zone.")).hasSize(2);
  }

  @Test
  void a_record_that_leads_there_already_becomes_ours_only_if_a_person_asks_for_it() {
    MemorySite fresh = new MemorySite(another);
    new MemoryHand(fresh.state()).zone().put(OLD + " 3600 A 10.10.20.10");
    Call.Result alone = fresh.call().run("plan", "card.md");
    assertThat(alone.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(alone.out()).contains("RALF-N011", "plan with --adopt");
    Call.Result plan = fresh.read("plan-adopt", fresh.call(), "plan", "card.md", "--adopt");
    assertThat(plan.out())
        .contains("WARNUNG[RALF-N061]", "postgres.otta.zone 3600 A 10.10.20.10", "adopted");
    assertThat(
            fresh
                .call()
                .run("approve", "postgresql", "--accept", "N004", "--accept", "N061")
                .exit())
        .isEqualTo(Exit.OK);
    assertThat(fresh.executing(CallFaults.none()).run("apply", "postgresql").out())
        .contains("Gate 3: OK");
    assertThat(new MemoryHand(fresh.state()).zone().records(OLD))
        .hasSize(2)
        .contains("300 A 10.10.20.10");
    assertThat(fresh.call().run("plan", "card.md").out()).contains("0 to create, 0 to change");
  }

  @Test
  void who_has_the_address_or_the_name_is_said_before_anything_is_made() {
    MemorySite fresh = new MemorySite(another);
    new MemoryHand(fresh.state()).zone().put("nas.otta.zone. 300 A 10.10.20.10");
    Call.Result address = fresh.read("plan-address-in-use", fresh.call(), "plan", "card.md");
    assertThat(address.out())
        .contains("WARNUNG[RALF-L031]: address 10.10.20.10 belongs to nas.otta.zone");
    new MemoryHand(fresh.state()).zone().put(OLD + " 300 A 10.10.20.99");
    Call.Result name = fresh.call().run("plan", "card.md");
    assertThat(name.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(name.out()).contains("RALF-N011", "it leads to 10.10.20.99");
  }
}
