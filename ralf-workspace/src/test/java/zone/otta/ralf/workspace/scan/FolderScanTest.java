package zone.otta.ralf.workspace.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.workspace.site.SiteReader;

/** Which files are looked at, and what becomes of those that are not. */
class FolderScanTest {
  private static final String SECRET = "DB_PASSWORD=Birnen!kompott\n";
  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    mode(name, "rw-r--r--");
  }

  private void mode(String name, String mode) throws IOException {
    Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString(mode));
  }

  private ScanReport scan(Optional<Site> site) {
    return scan(folder, site);
  }

  private ScanReport scan(Path start, Optional<Site> site) {
    return FolderScan.of(start, List.of(), SecretPlaces.of(folder, folder.resolve(".ralf"), site));
  }

  private static List<String> lines(ScanReport report) {
    return report.places().stream()
        .map(
            s ->
                s.finding().code()
                    + " "
                    + s.file()
                    + s.position().map(p -> ":" + p.line() + ":" + p.column()).orElse(""))
        .toList();
  }

  private static List<String> skipped(ScanReport report) {
    return report.skipped().stream().map(s -> s.why() + " " + s.file()).toList();
  }

  @Test
  void everyTextFileIsLookedAtInOrder() throws IOException {
    write("b/.env", "A=1\r\n" + SECRET);
    write("a.txt", "ü💡 DB_PASSWORD=Birnen!kompott\n");
    write("latin.txt", "Grüße\nPasswort: Birnen7kömpott\n".getBytes(StandardCharsets.ISO_8859_1));
    write("windows.txt", ("\ufeff" + SECRET).getBytes(StandardCharsets.UTF_16LE));
    write(".ralf/journal.jsonl", "{\"password\":\"Birnen!kompott\"}\n");
    write("empty", "");
    ScanReport report = scan(Optional.empty());
    assertThat(lines(report))
        .containsExactly(
            "RALF-C022 .ralf/journal.jsonl:1:14",
            "RALF-C022 a.txt:1:16",
            "RALF-C022 b/.env:2:13",
            "RALF-C022 latin.txt:2:11",
            "RALF-C022 windows.txt:1:13");
    assertThat(report.files()).isEqualTo(6);
    assertThat(report.verdict()).isEqualTo(Verdict.BLOCKER);
    assertThat(report.toString()).doesNotContain("Birnen").contains("DB_PASSWORD");
  }

  @Test
  void whatIsNotLookedAtIsSaid() throws IOException {
    write("one/.env", SECRET);
    write("two/.git/config", SECRET);
    write("picture.png", ("\u0000" + SECRET).getBytes(StandardCharsets.UTF_8));
    write("large.sql", SECRET.repeat(FileScan.LIMIT / SECRET.length() + 1));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("one"));
    Files.createSymbolicLink(folder.resolve("one/up"), folder);
    Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("/nonexistent"));
    ScanReport report = scan(Optional.empty());
    assertThat(lines(report)).containsExactly("RALF-C022 one/.env:1:13");
    assertThat(skipped(report))
        .containsExactly(
            "TOO_LARGE large.sql",
            "LINK link",
            "LINK nowhere",
            "LINK one/up",
            "BINARY picture.png",
            "REPOSITORY two/.git");
  }

  @Test
  void aPipeIsNotOpened() throws Exception {
    Process made = new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start();
    assertThat(made.waitFor()).isZero();
    ScanReport report =
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> scan(Optional.empty()));
    assertThat(skipped(report)).containsExactly("SPECIAL pipe");
  }

  @Test
  void whatMayNotBeReadIsAFinding() throws IOException {
    write("closed/.env", SECRET);
    write("dark", SECRET);
    write("z.env", SECRET);
    mode("dark", "---------");
    mode("closed", "---------");
    boolean root = Files.isReadable(folder.resolve("dark"));
    try {
      ScanReport report = scan(Optional.empty());
      assertThat(lines(report))
          .containsExactlyInAnyOrder(
              root ? "RALF-C022 closed/.env:1:13" : "RALF-C024 closed",
              root ? "RALF-C022 dark:1:13" : "RALF-C024 dark",
              "RALF-C022 z.env:1:13");
    } finally {
      mode("closed", "rwx------");
    }
  }

  /** Nobody's memory can be read at its first byte, not even by root. */
  @Test
  void whatCannotBeReadIsAFinding() {
    assertThat(lines(scan(Path.of("/proc/self/mem"), Optional.empty())))
        .containsExactly("RALF-C024 mem");
  }

  @Test
  void aFolderNamedByALinkAndASingleFileAreLookedAt() throws IOException {
    write("one/.env", SECRET);
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("one"));
    assertThat(lines(scan(folder.resolve("link"), Optional.empty())))
        .containsExactly("RALF-C022 .env:1:13");
    assertThat(lines(scan(folder.resolve("one/.env"), Optional.empty())))
        .containsExactly("RALF-C022 .env:1:13");
  }

  @Test
  void placesOfSecretsAreToBeTheirOwnersOnly() throws IOException {
    String yaml =
        """
        proxmox: {host: pve, node: pve, key_file: keys/id}
        secrets:
          from: {RALF_A: file:keep/a}
        """;
    write("ralf.yaml", yaml);
    Site site =
        SiteReader.read("ralf.yaml", yaml.getBytes(StandardCharsets.UTF_8), folder)
            .site()
            .orElseThrow();
    String key = "-----BEGIN " + "PRIVATE KEY-----\nMIIEfake\n-----END PRIVATE KEY-----\n";
    write("keys/id", key);
    write("keys/other", key);
    write("keep/a", "Birnen!kompott\n");
    write("secrets/db", "Birnen7kompott\n");
    write("secrets/README.md", "Das Passwort: Birnen!kompott\n");
    write(".ralf/mark.key", new byte[] {0, 1, 2, 3});
    assertThat(lines(scan(Optional.of(site))))
        .containsExactly(
            "RALF-C025 .ralf/mark.key",
            "RALF-C025 keep/a",
            "RALF-C025 keys/id",
            "RALF-C022 keys/other:1:1",
            "RALF-C022 secrets/README.md:1:15",
            "RALF-C025 secrets/db");
    for (String name : List.of(".ralf/mark.key", "keep/a", "keys/id", "secrets/db")) {
      mode(name, "rw-------");
    }
    ScanReport closed = scan(Optional.of(site));
    assertThat(lines(closed))
        .containsExactly("RALF-C022 keys/other:1:1", "RALF-C022 secrets/README.md:1:15");
    assertThat(closed.kept()).containsExactly(".ralf/mark.key", "keep/a", "keys/id", "secrets/db");
  }

  @Test
  void ofTooManyPlacesTheRestIsCounted() throws IOException {
    write(".env", SECRET.repeat(FileScan.MOST + 7));
    ScanReport report = scan(Optional.empty());
    assertThat(report.places()).hasSize(FileScan.MOST);
    assertThat(report.notListed()).isEqualTo(7);
  }
}
