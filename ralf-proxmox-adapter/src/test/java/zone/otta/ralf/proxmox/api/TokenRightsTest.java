package zone.otta.ralf.proxmox.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.SnapshotName;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.Ctid;

/** Which path counts, and what is said of what is missing. */
class TokenRightsTest {
  private static final Ctid CTID = new Ctid(20010);
  private static final List<Step.Host> START =
      List.of(new Step.StartContainer(new Facts.Power(CTID, true, true)));
  private static final Set<String> POWER = Set.of("VM.PowerMgmt");

  private static List<Finding> lacking(
      Optional<String> pool, Map<String, Set<String>> has, List<Step.Host> steps) {
    return new TokenRights("ralf@pve!ralf", "pve1", pool, has).lacking(steps);
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
  void nothing_to_do_needs_nothing() {
    assertThat(lacking(Optional.empty(), Map.of(), List.of())).isEmpty();
  }
}
