package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import zone.otta.ralf.cli.phases.Backend;
import zone.otta.ralf.lab.Fault;

/** A container that moved to another node of the cluster, on each way to the node. */
class MovedContainerTest {
  @Test
  void throughTheApiItIsFoundChangedAndRemovedWhereItLives() {
    try (LabSite site = new LabSite(Canary.VALUE, Backend.API)) {
      var operator = new Operator(site);
      operator.deploy();
      site.lab().inject(new Fault.Move(20010, "pve2"));

      operator.ok("drift");
      assertThat(operator.ok("plan", LabSite.CARD))
          .contains("HINWEIS[RALF-L027]", "lives on node pve2 now", "Nothing to change");
      operator.edit(LabSite.CARD, "2048 MB", "4096 MB");
      assertThat(operator.ok("plan", LabSite.CARD)).contains("memoryMib 2048 → 4096");
      operator.applied();
      assertThat(site.dump()).contains("container 20010 memory: 4096");
      operator.ok("snapshot", "postgresql", "--name", "after-the-move");
      operator.applied();
      operator.ok("destroy", "postgresql");
      operator.applied("N020");
      assertThat(site.dump()).doesNotContain("container 20010");
    }
  }

  @Test
  void whereNoNodeIsNamedItIsMadeOnTheFreestAndFoundAgain() {
    try (LabSite site = new LabSite(Canary.VALUE, Backend.API)) {
      var operator = new Operator(site);
      operator.edit("ralf.yaml", "node: pve", "node: auto");
      operator.ok("trust", "--yes");
      operator.refused("RALF-N045", "tofu", LabSite.CARD, "--out", "tofu");
      site.lab().inject(new Fault.Join("pve2", 64_000));
      site.lab().inject(new Fault.Join("pve3", 0));
      site.lab().inject(new Fault.Grant("/nodes", "Sys.Audit"));
      assertThat(operator.ok("plan", LabSite.CARD))
          .contains("HINWEIS[RALF-L029]", "goes to node pve2", "pve3: not online");
      operator.ok("tofu", LabSite.CARD, "--out", "tofu");
      operator.deploy();
      assertThat(operator.ok("plan", LabSite.CARD)).contains("postgresql on pve2 (");
      operator.ok("drift");
      site.lab().inject(new Fault.Move(20010, "pve"));
      site.lab().inject(new Fault.Join("pve2", 0));
      operator.ok("drift");
      assertThat(operator.ok("plan", LabSite.CARD)).contains("Nothing to change");
      operator.ok("destroy", "postgresql");
      operator.applied("N020");
      assertThat(site.dump()).doesNotContain("container 20010");
    }
  }

  @Test
  void byPctItIsNeitherAbsentNorTouched() {
    try (LabSite site = new LabSite(Canary.VALUE)) {
      var operator = new Operator(site);
      operator.deploy();
      site.lab().inject(new Fault.Move(20010, "pve2"));
      String before = site.dump();
      assertThat(operator.refused("RALF-L028", "plan", LabSite.CARD))
          .contains("on node pve2", "name pve2 in ralf.yaml")
          .doesNotContain("Next: ralf approve");
      assertThat(site.dump()).isEqualTo(before);
    }
  }
}
