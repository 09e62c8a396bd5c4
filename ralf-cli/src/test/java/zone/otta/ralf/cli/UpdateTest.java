package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What becomes of a card's change where the container is there already. */
class UpdateTest {
  private static final String CARD = LabSite.CARD;

  @Test
  void eachFieldHasItsEffect() {
    try (LabSite site = new LabSite("a-secret-for-updates")) {
      var operator = new Operator(site);
      operator.deploy();
      inOperation(site, operator);
      withRestart(site, operator);
      refused(site, operator);
    }
  }

  private static void inOperation(LabSite site, Operator operator) {
    operator.edit(CARD, "RAM: `2048 MB`", "RAM: `4096 MB`");
    operator.edit(CARD, "CPU: `2`", "CPU: `4`");
    operator.edit(CARD, "RootFS: `16 GB`", "RootFS: `32 GB`");
    String plan = flat(operator.ok("plan", CARD));
    assertThat(plan)
        .contains(
            "+ snapshot ralf-before-2",
            "cores 2 → 4 (live)",
            "memoryMib 2048 → 4096 (live)",
            "rootfsMib 16384 → 32768 (live)")
        .doesNotContain("restart 20010");
    assertThat(operator.applied()).contains("Gate 3: OK", "Gate 4: OK");
    assertThat(site.dump()).contains("memory: 4096", "cores: 4", "size=32G");
    assertThat(operator.ok("plan", CARD)).contains("Nothing to change");
  }

  private static void withRestart(LabSite site, Operator operator) {
    operator.edit("ralf.yaml", "lab: true", "lab: true\nresolver: 10.10.0.2");
    assertThat(flat(operator.ok("plan", CARD)))
        .contains("nameserver 10.10.0.1 → 10.10.0.2 (restart)", "~ restart 20010");
    assertThat(operator.applied()).contains("Gate 3: OK", "Gate 4: OK");
    assertThat(site.dump()).contains("nameserver: 10.10.0.2").doesNotContain(" waits ");
    assertThat(operator.ok("plan", CARD)).contains("Nothing to change");
  }

  private static void refused(LabSite site, Operator operator) {
    String before = site.dump();
    operator.edit(CARD, "RootFS: `32 GB`", "RootFS: `16 GB`");
    assertThat(flat(operator.refused("RALF-N012", "plan", CARD)))
        .contains("rootfsMib 32768 -> 16384 (data loss: refused)");
    operator.edit(CARD, "RootFS: `16 GB`", "RootFS: `32 GB`");
    operator.edit("ralf.yaml", "lab: true", "lab: true\nrootfs_storage: local");
    assertThat(flat(operator.refused("RALF-N012", "plan", CARD)))
        .contains("rootfsStorage local-lvm -> local (recreate: refused)");
    assertThat(operator.ralf("approve", "postgresql").all()).contains("RALF-G008");
    assertThat(site.dump()).isEqualTo(before);
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
