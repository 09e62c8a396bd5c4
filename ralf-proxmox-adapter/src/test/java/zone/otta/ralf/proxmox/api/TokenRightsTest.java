package zone.otta.ralf.proxmox.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.SnapshotName;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.TemplateSource;

/** Which path counts, and what is said of what is missing. */
class TokenRightsTest {
  private static final Ctid CTID = new Ctid(20010);
  private static final List<Step.Host> START =
      List.of(new Step.StartContainer(new Facts.Power(CTID, true, true)));
  private static final Set<String> POWER = Set.of("VM.PowerMgmt");

  private static List<Finding> lacking(
      Optional<String> pool, Map<String, Set<String>> has, List<Step.Host> steps) {
    var passedOn = new TreeMap<String, Map<String, Boolean>>();
    has.forEach(
        (path, held) ->
            passedOn.put(path, held.stream().collect(Collectors.toMap(p -> p, p -> true))));
    return new TokenRights("ralf@pve!ralf", "pve1", pool, new Privileges(passedOn)).lacking(steps);
  }

  @Test
  void a_right_may_stand_on_the_pool_the_container_or_above() {
    var pool = Optional.of("ralf");
    assertThat(lacking(pool, Map.of("/pool/ralf", POWER), START)).isEmpty();
    assertThat(lacking(pool, Map.of("/pool", POWER), START)).isEmpty();
    assertThat(lacking(pool, Map.of("/vms/20010", POWER), START)).isEmpty();
    assertThat(lacking(pool, Map.of("/", POWER), START)).isEmpty();
    assertThat(lacking(Optional.empty(), Map.of("/vms", POWER), START)).isEmpty();
    assertThat(lacking(Optional.empty(), Map.of("/pool/ralf", POWER), START)).hasSize(1);
  }

  /** As Proxmox VE has it: what stands deeper replaces what is inherited. */
  @Test
  void the_nearest_path_counts() {
    var has = Map.of("/", POWER, "/pool/ralf", Set.of("VM.Audit"), "/vms", Set.of("VM.Audit"));
    assertThat(lacking(Optional.of("ralf"), has, START)).hasSize(1);
  }

  @Test
  void what_is_not_passed_on_holds_on_its_own_path_alone() {
    var own = new Privileges(Map.of("/vms", Map.of("VM.PowerMgmt", false)));
    assertThat(own.at("/vms")).containsExactly("VM.PowerMgmt");
    assertThat(own.at("/vms/20010")).isEmpty();
    var both =
        new Privileges(
            Map.of(
                "/", Map.of("VM.Audit", true, "Sys.Audit", false),
                "/vms", Map.of("VM.PowerMgmt", false),
                "/pool", Map.of()));
    assertThat(both.at("/vms/20010")).containsExactly("VM.Audit");
    assertThat(both.at("/storage/local")).containsExactly("VM.Audit");
    assertThat(both.at("/pool/ralf")).isEmpty();
  }

  @Test
  void one_finding_for_a_path_names_all_and_the_lines_that_grant_them() {
    var steps =
        List.of(
            START.get(0),
            new Step.TakeSnapshot(new Facts.Snapshot(CTID, new SnapshotName("before-it"))));
    assertThat(lacking(Optional.empty(), Map.of(), steps))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.summary().en())
                  .isEqualTo(
                      "the token may not do this plan: VM.PowerMgmt VM.Snapshot is missing on /vms");
              assertThat(finding.help().orElseThrow().en())
                  .contains(
                      "`pveum role modify RALFContainer --append 1 --privs 'VM.PowerMgmt VM.Snapshot'`",
                      "`pveum acl modify /vms --users ralf@pve --roles RALFContainer`",
                      "--tokens 'ralf@pve!ralf'");
            });
  }

  @Test
  void a_url_takes_a_right_on_the_node_or_two_above_it() {
    List<Step.Host> steps =
        List.of(
            new Step.ProvideTemplate(
                new Facts.Template("local", "t.tar.zst"),
                Optional.of(
                    TemplateSource.of("https://h/t.tar.zst", "sha256:" + "0a".repeat(32)))));
    Set<String> keep = Set.of("Datastore.AllocateTemplate");
    assertThat(lacking(Optional.empty(), Map.of("/storage", keep), steps))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.summary().en())
                    .contains("Sys.AccessNetwork is missing on /nodes/pve1"));
    for (Map<String, Set<String>> enough :
        List.of(
            Map.of("/storage", keep, "/nodes/pve1", Set.of("Sys.AccessNetwork")),
            Map.of("/storage", keep, "/", Set.of("Sys.AccessNetwork")),
            Map.of("/storage", keep, "/", Set.of("Sys.Audit", "Sys.Modify")))) {
      assertThat(lacking(Optional.empty(), enough, steps)).isEmpty();
    }
    assertThat(
            lacking(Optional.empty(), Map.of("/storage", keep, "/", Set.of("Sys.Modify")), steps))
        .hasSize(1);
    assertThat(lacking(Optional.empty(), Map.of("/nodes", Set.of("Sys.AccessNetwork")), steps))
        .hasSize(1);
  }

  @Test
  void nothing_to_do_needs_nothing() {
    assertThat(lacking(Optional.empty(), Map.of(), List.of())).isEmpty();
  }
}
