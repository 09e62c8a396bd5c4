package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.testkit.world.CallFaults;
import zone.otta.ralf.workspace.journal.FileJournal;
import zone.otta.ralf.workspace.journal.JournalHolder;
import zone.otta.ralf.workspace.store.StateDirectory;

/** A journal in which a newer RALF wrote: read as far as that is safe, and no further. */
class NewerJournalTest {
  private static final StreamName SERVICE = new StreamName("service:postgresql");
  private static final StreamName RUN = StreamName.run(1);
  @TempDir Path folder;
  private MemorySite site;

  @BeforeEach
  void plans() {
    site = new MemorySite(folder);
    ok("plan", "card.md");
  }

  private void ok(String... args) {
    Call.Result result = site.call().run(args);
    assertThat(result.exit()).as(result.out()).isEqualTo(Exit.OK);
  }

  private void approve() {
    ok("approve", site.stored().hash().hex(), "--accept", "N004");
  }

  private Call.Result apply(CallFaults faults, String... args) {
    return site.executing(faults).run(args);
  }

  private List<StoredEvent> all() {
    try (FileJournal journal = journal()) {
      return journal.readAll(0, Integer.MAX_VALUE);
    }
  }

  private FileJournal journal() {
    return FileJournal.open(
        StateDirectory.openOrCreate(folder.resolve(".ralf")),
        new JournalHolder("anna", "desk", 1, Call.NOW));
  }

  private void newer(StreamName stream, String type, String payload) {
    try (FileJournal journal = journal()) {
      journal.append(
          stream,
          journal.head(stream).version(),
          List.of(
              new NewEvent(
                  UUID.randomUUID(), type, Call.NOW.getEpochSecond() * 1_000_000, payload)));
    }
  }

  /** The same event again, as a newer RALF would have written it. */
  private void again(StreamName stream, String type, String before, String after) {
    String payload =
        all().stream()
            .filter(e -> e.stream().equals(stream) && e.event().type().equals(type))
            .reduce((one, later) -> later)
            .orElseThrow()
            .event()
            .payload();
    assertThat(payload).contains(before);
    newer(stream, type, payload.replace(before, after));
  }

  private void refused(Call.Result result) {
    assertThat(result.exit()).isNotEqualTo(Exit.OK);
    assertThat(result.out()).contains("BLOCKER[RALF-J019]", "a newer RALF wrote it");
  }

  @Test
  void membersThatAreNotKnownArePassedOverAndShown() {
    again(SERVICE, "planned", "\"by\":{", "\"priority\":[1],\"by\":{\"shift\":\"late\",");
    again(SERVICE, "judged", "\"by\":{", "\"by\":{\"shift\":\"late\",");
    approve();
    assertThat(apply(CallFaults.none(), "apply", "postgresql").out()).contains("Gate 3: OK");
    assertThat(site.call().run("journal", "show").out())
        .contains("\"priority\":[1],\"by\":{\"shift\":\"late\"");
    ok("status");
    ok("journal", "verify");
  }

  @Test
  void anEventThatIsNotKnownIsShownAndStopsWhatRestsOnItsStream() {
    approve();
    newer(SERVICE, "revoked", "{\"is\":\"revoked\",\"why\":\"night\"}");
    ok("status");
    ok("journal", "verify");
    assertThat(site.call().run("journal", "tail").out()).contains("revoked   {\"is\":\"revoked\"");
    int before = all().size();
    refused(apply(CallFaults.none(), "apply", "postgresql"));
    assertThat(all()).hasSize(before);
    assertThat(site.state().dump()).doesNotContain("20010");
  }

  @Test
  void anApprovalThatSaysMoreThanIsKnownPermitsNothing() {
    approve();
    again(SERVICE, "approved", "\"actor\":", "\"onlySteps\":[1],\"actor\":");
    ok("status");
    int before = all().size();
    refused(apply(CallFaults.none(), "apply", "postgresql"));
    assertThat(all()).hasSize(before);
  }

  @Test
  void aRunInWhichANewerOneWroteIsNotResumed() {
    approve();
    apply(new CallFaults(CallFaults.Kind.LOSE_REQUEST, 3), "apply", "postgresql");
    newer(RUN, "skipped", "{\"is\":\"skipped\",\"step\":4}");
    int before = all().size();
    String world = site.state().dump();
    refused(apply(CallFaults.none(), "apply", "--resume", "1"));
    assertThat(all()).hasSize(before);
    assertThat(site.state().dump()).isEqualTo(world);
    assertThat(site.call().run("journal", "show", "--stream", "run:1").out())
        .contains("skipped   {\"is\":\"skipped\",\"step\":4}");
  }

  @Test
  void amongTheRunsNothingIsPassedOver() {
    approve();
    newer(new StreamName("runs"), "disowned", "{\"is\":\"disowned\",\"run\":1}");
    refused(apply(CallFaults.none(), "apply", "postgresql"));
  }

  @Test
  void aValueThatIsNotKnownIsNotGuessed() {
    again(SERVICE, "judged", "\"result\":\"", "\"result\":\"PERHAPS_");
    refused(site.call().run("status"));
  }
}
