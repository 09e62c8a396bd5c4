package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.cli.session.Exit;

/** The journal moves into the lab's PostgreSQL, a real one, which RALF has just brought up. */
class HandoverInTheLabTest {
  @Test
  void isOfferedShownAskedForAndDoneOnce() throws IOException {
    try (LabSite site = new LabSite(Canary.VALUE)) {
      Operator ralf = new Operator(site);
      ralf.refused("RALF-J033", "journal", "handover");
      ralf.ok("plan", LabSite.CARD);
      String lost = lostPlan(site);
      ralf.edit(LabSite.CARD, "RAM: `2048 MB`", "RAM: `4096 MB`");
      ralf.ok("plan", LabSite.CARD);
      ralf.approve("N004");
      assertThat(ralf.ok("apply", "postgresql")).contains("ralf journal handover postgresql");
      ralf.refused("RALF-J033", "journal", "verify", "--memory");

      Call.Result unasked = ralf.ralf("journal", "handover");
      assertThat(unasked.exit()).isEqualTo(Exit.APPROVAL);
      assertThat(unasked.all())
          .contains("BLOCKER[RALF-J030]", "ralf journal handover postgresql --yes", "10.10.20.10");
      assertThat(journal(site)).noneMatch(line -> line.contains("\"type\":\"sealed\""));

      assertThat(ralf.ok("journal", "handover", "--yes"))
          .contains("sealed", "read back", "events are in the memory, at positions 1 to")
          .contains("HINWEIS[RALF-J045]", "plan " + lost + ": its file is gone");
      List<String> after = journal(site);
      assertThat(after).filteredOn(l -> l.contains("\"type\":\"handed_over\"")).hasSize(1);
      assertThat(ralf.ok("journal", "handover", "postgresql"))
          .contains("were in the memory already");
      assertThat(ralf.ok("journal", "verify", "--memory"))
          .contains("OK: The journal is whole, in the file and in postgresql; 0 events wait");

      assertThat(ralf.ok("smoke", "postgresql")).doesNotContain("journal handover", "J045");
      assertThat(ralf.ok("journal", "verify", "--memory", "--lang", "de"))
          .contains("in der Datei und in postgresql; 0 Ereignisse warten");
      assertThat(journal(site)).hasSizeGreaterThan(after.size());
      assertThat(ralf.read()).allSatisfy(text -> assertThat(Canary.in(text)).isEmpty());
    }
  }

  /** The name of the plan that was made last, and is no longer kept. */
  private static String lostPlan(LabSite site) throws IOException {
    Path plans = site.root().resolve(".ralf/plans");
    String name = Files.readString(plans.resolve("postgresql.latest")).strip();
    Files.delete(plans.resolve(name + ".json"));
    return name;
  }

  private static List<String> journal(LabSite site) throws IOException {
    return Files.readAllLines(site.root().resolve(".ralf/journal.jsonl"));
  }
}
