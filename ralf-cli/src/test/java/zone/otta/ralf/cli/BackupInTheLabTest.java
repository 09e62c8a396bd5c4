package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.testkit.golden.Golden;

/** The memory in the lab's PostgreSQL, a real one, comes back into the service that was rebuilt. */
class BackupInTheLabTest {
  private static final String ARCHIVE = "memory.ralf";
  private static final String ANCHOR = "memory.ralf.anchor";

  @Test
  void whatWasBackedUpIsRestoredIntoTheRebuiltServiceAndTheJournalGoesOn() throws IOException {
    try (LabSite site = new LabSite(Canary.VALUE)) {
      Operator ralf = new Operator(site);
      ralf.deploy();
      ralf.ok("journal", "handover", "--yes");
      ralf.ok("drift", "postgresql");

      ralf.ok("journal", "anchor", "--memory", "--to", "early.anchor");
      golden("journal-backup", ralf.ok("journal", "backup", "--to", ARCHIVE));
      for (String file : List.of(ARCHIVE, ANCHOR)) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(in(site, file))))
            .isEqualTo("rw-------");
      }
      byte[] archive = Files.readAllBytes(in(site, ARCHIVE));
      golden(
          "journal-backup-again", ralf.refused("RALF-J015", "journal", "backup", "--to", ARCHIVE));
      Files.move(in(site, ANCHOR), in(site, "safe.anchor"));
      ralf.refused("RALF-J040", "journal", "backup", "--to", ARCHIVE);
      assertThat(Files.readAllBytes(in(site, ARCHIVE))).isEqualTo(archive);
      golden(
          "journal-backup-json-de",
          ralf.ok("journal", "backup", "--to", "second.ralf", "--format", "json", "--lang", "de"));
      golden("journal-verify-archive", ralf.ok("journal", "verify", "second.ralf"));
      golden(
          "journal-verify-archive-json",
          ralf.ok("journal", "verify", ARCHIVE, "--anchor", "early.anchor", "--format", "json"));

      // It is there already, and nobody has to be asked.
      golden(
          "journal-restore-there",
          ralf.ok(
              "journal", "restore", ARCHIVE, "--into", "postgresql", "--anchor", "safe.anchor"));
      ralf.ok("drift", "postgresql");
      ralf.refused("RALF-J042", "journal", "restore", ARCHIVE, "--into", "postgresql");
      ralf.ok("journal", "anchor", "--memory", "--to", "late.anchor");
      assertThat(ralf.ok("journal", "verify", "--memory", "--memory-anchor", "early.anchor"))
          .contains("The memory fits its anchor at position ");
      rebuilt(ralf);

      ralf.refused(
          "RALF-J043",
          "journal",
          "restore",
          ARCHIVE,
          "--into",
          "postgresql",
          "--anchor",
          "late.anchor",
          "--yes");
      Files.writeString(
          in(site, "changed.ralf"),
          Files.readString(in(site, ARCHIVE)).replaceFirst("postgresql", "postgresqk"));
      ralf.refused(
          "RALF-J041", "journal", "restore", "changed.ralf", "--into", "postgresql", "--yes");
      Call.Result unasked = ralf.ralf("journal", "restore", ARCHIVE, "--into", "postgresql");
      assertThat(unasked.exit()).isEqualTo(Exit.APPROVAL);
      assertThat(unasked.all()).contains("BLOCKER[RALF-J044]");
      golden("journal-restore-unasked", unasked.all());
      golden(
          "journal-restore",
          ralf.ok(
              "journal",
              "restore",
              ARCHIVE,
              "--into",
              "postgresql",
              "--anchor",
              "safe.anchor",
              "--yes"));
      golden(
          "journal-restore-again-json-de",
          ralf.ok(
              "journal",
              "restore",
              ARCHIVE,
              "--into",
              "postgresql",
              "--format",
              "json",
              "--lang",
              "de"));

      assertThat(ralf.ok("journal", "handover", "postgresql", "--yes"))
          .contains("were in the memory already");
      assertThat(ralf.ok("journal", "verify", "--memory", "--memory-anchor", "safe.anchor"))
          .contains("; 0 events wait", "The memory fits its anchor at position ");
      Files.writeString(
          in(site, "other.anchor"),
          Anchor.of(
                  1,
                  Map.of(
                      StreamName.run(99), new Anchor.End(1, ChainHash.start(StreamName.run(99)))))
              .text());
      golden(
          "journal-verify-memory-anchor",
          ralf.refused(
              "RALF-J014", "journal", "verify", "--memory", "--memory-anchor", "other.anchor"));
      assertThat(ralf.ralf("journal", "verify", "--memory-anchor", "other.anchor").exit())
          .isEqualTo(Exit.USAGE);
      ralf.ok("drift", "postgresql");
      assertThat(ralf.ok("journal", "verify", "--memory")).contains("; 0 events wait");
      assertThat(ralf.read()).allSatisfy(text -> assertThat(Canary.in(text)).isEmpty());
      assertThat(Canary.in(Files.readString(in(site, ARCHIVE)))).isEmpty();
    }
  }

  @Test
  void theMemoryMovesToAnotherServiceBesideIt() throws IOException {
    try (LabSite site = new LabSite(Canary.VALUE)) {
      Operator ralf = new Operator(site);
      ralf.deploy();
      ralf.ok("journal", "handover", "--yes");
      site.secondCard();
      ralf.ok("plan", LabSite.SECOND);
      ralf.ok("approve", "postgresql-second", "--accept", "N004", "--accept", "P026");
      ralf.ok("apply", "postgresql-second");
      ralf.ok("journal", "backup", "--to", ARCHIVE);
      assertThat(ralf.ok("journal", "restore", ARCHIVE, "--into", "postgresql-second", "--yes"))
          .contains(
              "are restored in postgresql-second", "next: ralf journal handover postgresql-second");
      assertThat(ralf.ok("journal", "handover", "postgresql-second", "--yes"))
          .contains("were in the memory already")
          .doesNotContain("RALF-J035");
      assertThat(ralf.ok("journal", "verify", "--memory"))
          .contains("in the file and in postgresql-second; 0 events wait");
      ralf.ok("destroy", "postgresql");
      ralf.applied("N020");
      assertThat(ralf.ok("journal", "verify", "--memory"))
          .contains("in the file and in postgresql-second; 0 events wait");
      ralf.ok("journal", "backup", "--to", "later.ralf");
    }
  }

  private static void rebuilt(Operator ralf) {
    ralf.ok("destroy", "postgresql");
    ralf.applied("N020");
    ralf.deploy();
  }

  private static Path in(LabSite site, String file) {
    return site.root().resolve(file);
  }

  /** Without what is another in each run: folder, ids, sums, how much happened before. */
  private static void golden(String name, String text) {
    Golden.assertEquals(
        Path.of("src/test/resources/golden", name + ".txt"),
        text.replaceAll("/tmp/[^ ]*/", "ROOT/")
            .replaceAll("\\b[0-9a-f]{64}\\b", "HASH")
            .replaceAll("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "ID")
            .replaceAll("(events|Ereignisse|position|Position)(\\W+)\\d+", "$1$2N")
            .replaceAll("\\d+ (events|Ereignisse|streams|Ströme|records|Einträge)", "N $1")
            .replaceAll("\\d+ snapshots?", "N snapshots")
            .replaceAll("\"(streams|anchor|records|snapshots)\": \\d+", "\"$1\": N"));
  }
}
