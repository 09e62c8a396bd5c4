package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.port.NodeLoad;
import zone.otta.ralf.testkit.world.CallFaults;

/** {@code node: auto}: on which node of a cluster a new container goes, and that it stays there. */
class NodeChoiceTest {
  private static final String OPEN =
      "proxmox: {host: 10.10.0.5, node: auto, adapter: api, api: {token: env:RALF_TOKEN},"
          + " guest: {access: ssh, key_file: key}}";

  @TempDir Path folder;
  private MemorySite site;

  @BeforeEach
  void furnish() throws Exception {
    site = new MemorySite(folder);
    Files.writeString(folder.resolve("key"), "");
    site.change("ralf.yaml", "proxmox: {host: 10.10.0.5, node: pve, key_file: key}", OPEN);
    node("pve1", 3000);
    node("pve2", 12000);
    node("pve3", 9000);
  }

  private void node(String name, long freeMib) {
    site.state().node(new NodeLoad(name, true, OptionalLong.of(freeMib << 20)));
  }

  private void off(String name) {
    site.state().node(new NodeLoad(name, false, OptionalLong.empty()));
  }

  private String applied() {
    Call.Result yes = site.call().run("approve", "postgresql", "--accept", "N004");
    assertThat(yes.exit()).as(yes.all()).isEqualTo(Exit.OK);
    return site.executing(CallFaults.none()).run("apply", "postgresql").all();
  }

  @Test
  void theOneWithMostMemoryOfThoseThatFit() {
    site.state().unplug("pve2");
    off("pve4");
    site.state().node(new NodeLoad("pve5", true, OptionalLong.empty()));
    Call.Result plan = site.read("plan-node", site.call(), "plan", "card.md");
    assertThat(plan.out())
        .contains("HINWEIS[RALF-L029]", "node pve3", "pve2: bridge vmbr0", "pve4: not online");
    assertThat(site.stored().binding().node()).isEqualTo("pve3");
    assertThat(site.read("plan-node-de", site.call(), "plan", "card.md", "--lang", "de").out())
        .contains("am meisten freier Speicher");
  }

  @Test
  void whatWasApprovedStaysOnItsNodeWhateverBecomesOfTheOthers() {
    site.call().run("plan", "card.md");
    assertThat(site.stored().binding().node()).isEqualTo("pve2");
    node("pve2", 4000);
    assertThat(applied()).contains("container").doesNotContain("RALF-G004");
    // The container is there: its node is no choice any more.
    Call.Result again = site.call().run("plan", "card.md");
    assertThat(again.out()).doesNotContain("RALF-L029", "RALF-L027");
    assertThat(site.stored().binding().node()).isEqualTo("pve2");
  }

  @Test
  void theLastNodesEndDoesNotHideWhereTheContainerWent() {
    site.call().run("plan", "card.md");
    applied();
    site.state().moveTo("pve3");
    off("pve2");
    Call.Result plan = site.call().run("plan", "card.md");
    assertThat(site.stored().binding().node()).as(plan.all()).isEqualTo("pve3");
    Call.Result snapshot = site.call().run("snapshot", "postgresql", "--name", "later");
    assertThat(snapshot.all()).doesNotContain("RALF-N022");
    assertThat(snapshot.exit()).as(snapshot.all()).isEqualTo(Exit.OK);
  }

  @Test
  void noneThatFits() {
    node("pve2", 1000);
    node("pve3", 900);
    site.state().unplug("pve1");
    Call.Result plan = site.read("plan-no-node", site.call(), "plan", "card.md");
    assertThat(plan.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(plan.out()).contains("BLOCKER[RALF-L030]", "pve2: 1000 MiB", "pve1: bridge vmbr0");
  }

  @Test
  void noneThatCanBeAsked() {
    off("pve1");
    off("pve2");
    off("pve3");
    Call.Result plan = site.call().run("plan", "card.md");
    assertThat(plan.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(plan.out()).contains("BLOCKER[RALF-L030]", "can be chosen", "pve3: not online");
    assertThat(site.call().run("doctor").out()).contains("RALF-L030", "pve1: not online");
  }

  @Test
  void theDoctorShowsTheChoice() {
    assertThat(site.call().run("doctor").out()).contains("pve2", "pve1 2 GiB");
  }

  @Test
  void byPctTheNodeIsNamed() {
    site.change("ralf.yaml", OPEN, "proxmox: {host: 10.10.0.5, node: auto, key_file: key}");
    assertThat(site.call().run("check", "card.md").all())
        .contains("pct works on the node it is on");
  }
}
