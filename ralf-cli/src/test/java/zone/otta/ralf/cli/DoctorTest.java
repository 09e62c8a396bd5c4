package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.port.ContainerHost.DatacenterFirewall;
import zone.otta.ralf.testkit.world.MemoryHand;

/** A checkup as people read it; what matters is asserted by hand. */
class DoctorTest {
  @TempDir Path folder;
  private MemorySite site;

  @BeforeEach
  void furnish() {
    site = new MemorySite(folder);
  }

  @Test
  void allIsWell() {
    Call.Result result = site.read("doctor", site.call(), "doctor");
    assertThat(result.exit()).isEqualTo(Exit.OK);
    // The template of a new site has to be loaded first.
    assertThat(result.out()).contains("10 OK, 1 WARNUNG", "ralf plan CARD");
    site.read("doctor-de", site.call(), "doctor", "--lang", "de");
    assertThat(site.call().run("doctor", "--strict").exit()).isEqualTo(Exit.BLOCKER);
  }

  @Test
  void goesOnAfterWhatIsWrong() {
    site.state().nodeAhead(Duration.ofSeconds(400));
    new MemoryHand(site.state()).silenceNames();
    Call.Result result = site.read("doctor-red", site.call(), "doctor");
    assertThat(result.exit()).isEqualTo(Exit.UNREACHABLE);
    assertThat(result.out())
        .contains(
            "WARNUNG[RALF-W091]",
            "400 s from this machine's",
            "BLOCKER[RALF-W020]",
            "not asked: see zone");
  }

  @Test
  void saysThatRulesOfTheFirewallWouldBeIdle() {
    site.change("ralf.yaml", "key_file: key}", "key_file: key, firewall: true}");
    assertThat(site.call().run("doctor").out()).contains("firewall         OK");
    site.state().datacenterFirewall(DatacenterFirewall.OFF);
    assertThat(site.call().run("doctor").out())
        .contains("firewall         WARNUNG", "WARNUNG[RALF-N050]");
  }

  @Test
  void anUnusableSiteLeavesTheWorldUnasked() {
    site.write("ralf.yaml", "network: 10.10.0.0/99\n");
    Call.Result result = site.read("doctor-site", site.call(), "doctor");
    assertThat(result.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(result.out()).contains("BLOCKER[RALF-C1", "not asked: see ralf.yaml");
  }

  @Test
  void nothingButTheStateDirectoryIsWritten() throws Exception {
    site.call().run("doctor");
    try (var all = Files.walk(folder)) {
      assertThat(all.map(p -> folder.relativize(p).toString()))
          .containsExactlyInAnyOrder("", "ralf.yaml", "card.md", ".ralf");
    }
  }

  @Test
  void jsonKnowsTheSame() {
    new MemoryHand(site.state()).silenceNames();
    Call.Result result = site.call().run("doctor", "--format", "json");
    assertThat(result.out())
        .contains(
            "\"verdict\": \"BLOCKER\"", "\"subject\": \"zone\"", "\"NOT_ASKED\"", "RALF-W020");
  }
}
