package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.cli.session.Exit;

/** Exporting and verifying as a person does it. */
class JournalExportTest {
  @TempDir Path folder;
  private MemorySite site;

  @BeforeEach
  void furnish() {
    site = new MemorySite(folder);
    site.call().run("plan", "card.md");
    site.call().run("plan", "card.md");
  }

  private Call.Result read(String name, String... args) {
    return site.read(name, site.call(), args);
  }

  private void cut(String file) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(file));
    Files.writeString(
        folder.resolve(file), String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");
  }

  @Test
  void aCopyIsWrittenAndVerified() throws IOException {
    assertThat(read("journal-export", "journal", "export", "--to", "copy.jsonl").out())
        .contains("OK: 8 events up to position 8 in copy.jsonl", "copy.jsonl.anchor");
    assertThat(folder.resolve("copy.jsonl"))
        .hasSameBinaryContentAs(folder.resolve(".ralf/journal.jsonl"));
    assertThat(read("journal-verify-copy", "journal", "verify", "copy.jsonl").exit())
        .isEqualTo(Exit.OK);
    Call.Result again = read("journal-export-again", "journal", "export", "--to", "copy.jsonl");
    assertThat(again.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(again.out()).contains("RALF-J015");
    assertThat(
            read(
                    "journal-export-part-de",
                    "journal",
                    "export",
                    "--to",
                    "copy.jsonl",
                    "--after",
                    "5",
                    "--force",
                    "--lang",
                    "de")
                .out())
        .contains("OK: 3 Ereignisse bis Position 8");
    assertThat(
            read("journal-verify-json", "journal", "verify", "copy.jsonl", "--format", "json")
                .out())
        .contains("\"anchor\": 8");
  }

  @Test
  void aCutEndIsFoundByTheAnchor() throws IOException {
    site.call().run("journal", "export", "--to", "copy.jsonl");
    cut("copy.jsonl");
    Call.Result copy = read("journal-verify-cut", "journal", "verify", "copy.jsonl");
    assertThat(copy.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(copy.out()).contains("BLOCKER[RALF-J014]", "ends at position 7, but had 8");
    assertThat(site.call().run("journal", "verify", "--anchor", "copy.jsonl.anchor").out())
        .isEqualTo("OK: The journal is whole. It fits its anchor at position 8.\n");
    cut(".ralf/journal.jsonl");
    assertThat(site.call().run("journal", "verify").exit()).isEqualTo(Exit.OK);
    Call.Result own =
        read(
            "journal-verify-anchor-de",
            "journal",
            "verify",
            "--anchor",
            "copy.jsonl.anchor",
            "--lang",
            "de");
    assertThat(own.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(own.out()).contains("BLOCKER[RALF-J014]", "endet an Position 7, hatte aber 8");
    Files.delete(folder.resolve(".ralf/journal.jsonl"));
    assertThat(site.call().run("journal", "verify", "--anchor", "copy.jsonl.anchor").out())
        .contains("RALF-J014", "ends at position 0, but had 8");
    assertThat(site.call().run("journal", "verify", "--anchor", "card.md").out())
        .contains("RALF-J016");
    assertThat(site.call().run("journal", "verify", "nothing.jsonl").out()).contains("RALF-J004");
    assertThat(site.call().run("journal", "export", "--to", "x.jsonl").exit())
        .isEqualTo(Exit.BLOCKER);
  }

  @Test
  void anAnchorAloneIsTakenAndNeverReplacesAFile() throws IOException {
    Call.Result printed = read("journal-anchor", "journal", "anchor");
    assertThat(printed.out()).startsWith("ralf-anchor/1\npos 8\nstreams ");
    assertThat(read("journal-anchor-to", "journal", "anchor", "--to", "kept.anchor").out())
        .contains("OK: anchor at position 8 over ");
    assertThat(folder.resolve("kept.anchor")).hasContent(printed.out());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("kept.anchor"))))
        .isEqualTo("rw-------");
    Call.Result again =
        read("journal-anchor-again-de", "journal", "anchor", "--to", "kept.anchor", "--lang", "de");
    assertThat(again.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(again.out()).contains("RALF-J015").doesNotContain("--force");
    assertThat(read("journal-anchor-json", "journal", "anchor", "--format", "json").out())
        .contains("\"position\": 8", "ralf-anchor/1");
    assertThat(site.call().run("journal", "verify", "--anchor", "kept.anchor").out())
        .contains("fits its anchor at position 8");
    assertThat(read("journal-anchor-memory", "journal", "anchor", "--memory").exit())
        .isEqualTo(Exit.BLOCKER);
  }

  @Test
  void withoutAHandOverThereIsNothingToBackUp() throws IOException {
    assertThat(read("journal-backup-nothing", "journal", "backup", "--to", "memory.ralf").out())
        .contains("BLOCKER[RALF-J033]");
    assertThat(
            read(
                    "journal-backup-nothing-de",
                    "journal",
                    "backup",
                    "--to",
                    "memory.ralf",
                    "--lang",
                    "de")
                .exit())
        .isEqualTo(Exit.BLOCKER);
    assertThat(folder.resolve("memory.ralf")).doesNotExist();
    assertThat(
            read("journal-restore-missing", "journal", "restore", "no.ralf", "--into", "postgresql")
                .out())
        .contains("BLOCKER[RALF-J040]");
    site.write(
        "bad.ralf",
        "{\"line\":\"archive\",\"form\":\"ralf-memory-archive/2\",\"store\":"
            + "\"0f000000-0000-4000-8000-000000000001\",\"schema\":3,\"position\":1}\n");
    assertThat(read("journal-verify-damaged-archive", "journal", "verify", "bad.ralf").out())
        .contains("BLOCKER[RALF-J041]");
  }
}
