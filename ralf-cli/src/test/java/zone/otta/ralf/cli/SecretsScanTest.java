package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.cli.session.Exit;

/** What people read of a scan for plaintext secrets: places, keys, lengths, never a value. */
class SecretsScanTest {
  private static final String VALUE = "c4nary-c4nary";
  @TempDir Path folder;
  private MemorySite site;

  @BeforeEach
  void furnish() throws IOException {
    site = new MemorySite(folder);
    site.write(
        "compose.yaml",
        """
        services:
          db:
            environment:
              POSTGRES_PASSWORD: %s
              ADMIN_PASSWORD: changeme
              OTHER_PASSWORD: ${OTHER_PASSWORD}
        """
            .formatted(VALUE));
    site.write("key", "-----BEGIN " + "PRIVATE KEY-----\nMIIEfake\n-----END PRIVATE KEY-----\n");
    Files.setPosixFilePermissions(
        folder.resolve("key"), PosixFilePermissions.fromString("rw-------"));
    Files.createSymbolicLink(folder.resolve("link.md"), folder.resolve("card.md"));
  }

  @Test
  void placesKeysAndLengths() {
    Call.Result scan = site.read("secrets-scan", site.call(), "secrets", "scan");
    assertThat(scan.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(scan.out())
        .contains("BLOCKER[RALF-C022] compose.yaml:4:26", "POSTGRES_PASSWORD, 13 characters")
        .contains("WARNUNG[RALF-C023] compose.yaml:5:23", "link.md", "owner's only: key")
        .doesNotContain(VALUE, "OTHER_PASSWORD");
    Call.Result german =
        site.read("secrets-scan-de", site.call(), "secrets", "scan", "--lang", "de");
    assertThat(german.out())
        .contains("POSTGRES_PASSWORD, 13", "2 Befunde in 3 Dateien")
        .doesNotContain(VALUE);
    Call.Result json =
        site.read("secrets-scan-json", site.call(), "secrets", "scan", ".", "--format", "json");
    assertThat(json.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(json.out()).contains("\"kind\": \"default\"").doesNotContain(VALUE);
    site.read("secrets-scan-help-de", site.call(), "secrets", "scan", "--help", "--lang", "de");
  }

  @Test
  void checkAndPlanRefuseWhatACardOrTheSiteGivesAway() {
    site.write(
        "bad.md",
        "# X\n- Dienst: `postgresql`\n- Zweck: Test\n\nDas Root-Passwort ist `%s`.\n"
            .formatted(VALUE));
    for (String command : new String[] {"check", "plan"}) {
      Call.Result card = site.call().run(command, "bad.md");
      assertThat(card.exit()).isEqualTo(Exit.BLOCKER);
      assertThat(card.out()).contains("RALF-C019", "bad.md:5:24").doesNotContain(VALUE);
    }
    site.append("ralf.yaml", "secrets: {allow: [\"env:X_*\"]} # token: " + VALUE + "\n");
    Call.Result yaml = site.call().run("plan", "card.md");
    assertThat(yaml.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(yaml.out()).contains("RALF-C019").doesNotContain(VALUE);
  }

  @Test
  void warningsBlockWhenStrictAndNothingIsFoundInWhatRalfWrites() throws IOException {
    Files.delete(folder.resolve("compose.yaml"));
    assertThat(site.call().run("plan", "card.md").exit()).isEqualTo(Exit.OK);
    assertThat(
            site.call().run("approve", "postgresql", "--accept", "N004", "--actor", "anna").exit())
        .isEqualTo(Exit.OK);
    Call.Result clean = site.call().run("secrets", "scan", "--strict");
    assertThat(clean.exit()).as(clean.out()).isEqualTo(Exit.OK);
    assertThat(clean.out()).contains("no findings", ".ralf/mark.key");
    site.write("a.env", "ADMIN_PASSWORD=changeme\n");
    assertThat(site.call().run("secrets", "scan").exit()).isEqualTo(Exit.OK);
    assertThat(site.call().run("secrets", "scan", "--strict").exit()).isEqualTo(Exit.BLOCKER);
    assertThat(site.call().run("secrets", "scan", "none").exit()).isEqualTo(Exit.BLOCKER);
    assertThat(site.call().run("secrets", "scan", "none").out()).contains("RALF-C001");
  }

  @Test
  void aStateDirectoryElsewhereBelongsToIt(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("notes"), "DB_PASSWORD=" + VALUE + "\n");
    Call.Result scan = site.call().run("secrets", "scan", "--state", elsewhere.toString());
    assertThat(scan.out()).contains(elsewhere.resolve("notes") + ":1:13").doesNotContain(VALUE);
  }

  /** Drawn values at places where people leave them: found or not, none is printed. */
  @Test
  void noDrawnValueIsEverPrinted() throws IOException {
    var random = new Random(7);
    String letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_.!";
    for (int i = 0; i < 40; i++) {
      String value =
          random
              .ints(8 + random.nextInt(30), 0, letters.length())
              .mapToObj(c -> String.valueOf(letters.charAt(c)))
              .collect(Collectors.joining());
      site.write(
          "drawn.txt",
          """
          password: %1$s
          x %1$s token=%1$s
          {"secret":"%1$s","url":"https://a:%1$s@b"}
          mysql -p%1$s
          Das Passwort ist %1$s.
          %1$s
          """
              .formatted(value));
      for (String format : new String[] {"human", "json"}) {
        Call.Result scan =
            site.call().run("secrets", "scan", "drawn.txt", "--verbose", "--format", format);
        assertThat(scan.out()).doesNotContain(value);
      }
    }
  }
}
