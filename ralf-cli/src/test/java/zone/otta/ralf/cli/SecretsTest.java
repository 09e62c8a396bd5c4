package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.cli.session.Exit;

/** What people read about secrets: references, never values. */
class SecretsTest {
  private static final String VALUE = "c4nary-c4nary";
  private static final String CARD =
      """
      # PostgreSQL
      - Dienst: `postgresql`
      - Zweck: Test

      ### Credentials
      - `RALF_POSTGRES_RALF_USER_PASSWORD`
      - `RALF_NOT_THERE`
      - `HOME_OF_SOMEBODY`
      - `vaultwarden://postgres?folder=homelab/ralf#field:token`
      """;
  @TempDir Path folder;
  private MemorySite site;

  @BeforeEach
  void furnish() {
    site = new MemorySite(folder);
    site.write("secrets.md", CARD);
    site.append(
        "ralf.yaml",
        """
        secrets:
          from:
            RALF_NOT_THERE: file:secrets/made
        """);
  }

  /** With the sources themselves: two variables are set. */
  private Call sources() {
    return Call.in(site.root())
        .together()
        .with("RALF_POSTGRES_RALF_USER_PASSWORD", VALUE)
        .with("RALF_TSIG", VALUE);
  }

  @Test
  void listAsksNobody() {
    Call.Result list = site.read("secrets-list", site.call(), "secrets", "list", "secrets.md");
    assertThat(list.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(list.out())
        .contains(
            "not asked", "RALF-P024", "vaultwarden://postgres?folder=homelab/ralf#field:token");
    assertThat(site.read("secrets-list-card", site.call(), "secrets", "list", "card.md").exit())
        .isEqualTo(Exit.OK);
  }

  @Test
  void checkSaysWhatIsMissing() {
    Call.Result check = site.read("secrets-check", sources(), "secrets", "check", "secrets.md");
    assertThat(check.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(check.out())
        .contains("usable", "missing", "BLOCKER[RALF-N014]", "env:RALF_TSIG")
        .contains("read from file:secrets/made", "RALF-P024", "RALF-W027")
        .doesNotContain(VALUE);
    Call.Result german =
        site.read("secrets-check-de", sources(), "secrets", "check", "secrets.md", "--lang", "de");
    assertThat(german.out()).contains("benutzbar", "fehlt", "ralf secrets create KARTE");
    site.read(
        "secrets-check-json", sources(), "secrets", "check", "secrets.md", "--format", "json");
  }

  @Test
  void createMakesWhatIsMissing() throws IOException {
    Call.Result made = site.read("secrets-create", sources(), "secrets", "create", "secrets.md");
    assertThat(made.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(made.out()).contains("made", "env:RALF_NOT_THERE");
    String value = Files.readString(folder.resolve("secrets/made")).strip();
    assertThat(value).matches("[A-Za-z][A-Za-z0-9]{31}");
    assertThat(made.out()).doesNotContain(value);
    assertThat(sources().run("secrets", "check", "secrets.md").out())
        .doesNotContain("missing", value);
    assertThat(
            site.read("secrets-help-de", sources(), "secrets", "create", "--help", "--lang", "de")
                .out())
        .contains("Aufruf: ralf secrets create");
  }

  @Test
  void aCardThatCannotBeReadIsRefused() {
    Call.Result none = site.call().run("secrets", "list", "none.md");
    assertThat(none.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(none.out()).contains("RALF-C001");
  }
}
