package zone.otta.ralf.plaintext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found where, and that it ends whatever stands in the text. */
class PlaintextScanTest {
  private static final int MEBIBYTE = 1 << 20;

  /** There to fail a test that hangs, not to measure. */
  private static final Duration HANGS = Duration.ofMinutes(1);

  private static List<Hit> find(String text) {
    return PlaintextScan.find(text, Strictness.ANY_FILE);
  }

  private static String found(String text) {
    return String.join(
        ", ",
        find(text).stream()
            .map(
                h ->
                    h.kind().id()
                        + " "
                        + h.key().orElse("-")
                        + " "
                        + text.substring(h.from(), h.to()))
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DB_PASSWORD=Birnen!kompott          | password DB_PASSWORD Birnen!kompott
          DB_PASSWORD=Birnen kompott # alt    | password DB_PASSWORD Birnen kompott
          password: "zwei Worte"              | password password zwei Worte
          Kennwort (admin): Birnen7kompott    | password Kennwort Birnen7kompott
          a?user=x&password=Birnen7&z=1       | password password Birnen7
          <password>Birnen</password>         | password password Birnen
          {user: x, password: Birnen, z: 1}   | password password Birnen,
          redis --requirepass Birnen77x       | password --requirepass Birnen77x
          ADMIN_PASSWORD=changeme             | default ADMIN_PASSWORD changeme
          redis://:Birnen@host/0              | url-password - Birnen
          secret "bm90LWEta2V5LWJ1dC1iYXNlNjQ=";  | tsig secret bm90LWEta2V5LWJ1dC1iYXNlNjQ=
          """)
  void valueWithItsKeyIsFoundAndNoMore(String text, String expected) {
    assertThat(found(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: env:RALF_X",
        "password: file:secrets/x",
        "password: vaultwarden://item?folder=x#password",
        "password: ${DB_PASSWORD}",
        "password: $DB_PASSWORD",
        "password: <password>",
        "password: ***",
        "password: …",
        "password: /run/secrets/db",
        "password: \"{{ vault_db }}\"",
        "password = var.db_password",
        "password = db_password",
        "secret: grafana-admin",
        "existingSecret: grafana-admin-01",
        "max_tokens: 4096",
        "token_ttl: 24h",
        "Passwort: siehe Vaultwarden",
        "Das Passwort ist im Vault.",
        "client_id: user.0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  a.iso",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPq8Zr2LwX9vTb4KpN7sYd1mGh3Jk5Lm7Nb9Vc1Xz3Qw a@b",
        "SHA256:q8Zr2LwX9vTb4KpN7sYd1mGh3Jk5Lm7Nb9Vc1Xz3Qw4",
        "-----BEGIN CERTIFICATE-----\nq8Zr2LwX9vTb4KpN7sYd1mGh3Jk5Lm7Nb9Vc1Xz3Qw\n-----END CERTIFICATE-----",
        "the line -----BEGIN PRIVATE KEY----- begins a key"
      })
  void whatOnlySpeaksOfSecretsIsNone(String text) {
    assertThat(found(text)).isEmpty();
  }

  @Test
  void cardsHoldReferencesOnly() {
    String text = "token: nothing\n";
    assertThat(find(text)).isEmpty();
    assertThat(PlaintextScan.find(text, Strictness.REFERENCES_ONLY)).hasSize(1);
  }

  @Test
  void aPrivateKeyIsOneHitUpToItsEnd() {
    String begin = "-----BEGIN " + "PRIVATE KEY-----";
    String key = begin + "\nMIIEfake\nfake\n-----END PRIVATE KEY-----\n";
    assertThat(found("x\n" + key + "password: Birnen7\n"))
        .isEqualTo("private-key - " + begin + "\nMIIEfake\nfake\n, password password Birnen7");
  }

  @Test
  void ofTwoThatOverlapTheMoreTellingOneCounts() {
    String text = "API_TOKEN=a@pve!b=0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
    assertThat(find(text)).extracting(Hit::kind).containsExactly(Kind.PROXMOX_TOKEN);
    assertThat(find(text).getFirst().key()).contains("API_TOKEN");
    assertThat(PlaintextScan.mask(text, find(text))).isEqualTo("API_TOKEN=" + "*".repeat(44));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=",
        "password: \"",
        "password>",
        "secret '",
        "--password ",
        "--",
        "passwort (",
        "password is ",
        "a is ",
        "\"=",
        "{:",
        "token: a_a-",
        "://a:",
        "://:@",
        "eyJ",
        "eyJaaaaaaaa.",
        "eyJaaaaaaaa-",
        "$1$a",
        "$argon2id$",
        "!a=",
        "@a!a:",
        ":AA",
        "mysql -p",
        "mysql x ",
        "curl -u a:",
        "curl x ",
        "sshpass -p '",
        "machine a login ",
        ":5432:a:",
        "user.",
        "hmac-sha256:",
        "Bearer aA1",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nA: b\n",
        "-----BEGIN A-----",
        "LS0tLS1CRUdJTi",
        "aA1bB2",
        "a/b",
        "ENC[",
        "2.aaaaaaaaaaaaaaaaaaaa|",
        "password: a b c ",
        "password: a.a",
        "password: \"a a a a a a ",
        "%{$<",
        "\\\"",
        "ä",
        "💡",
        "\u0000",
        "\r"
      })
  void aMebibyteOfTheSameEnds(String repeated) {
    String text = repeated.repeat(MEBIBYTE / repeated.length());
    assertTimeoutPreemptively(
        HANGS, () -> PlaintextScan.find("password: " + text, Strictness.REFERENCES_ONLY));
  }

  private static final List<String> PIECES =
      List.of(
          "password",
          "Passwort",
          "token",
          "secret",
          "key",
          "=",
          ": ",
          ":",
          " ",
          "\n",
          "\r\n",
          "\"",
          "'",
          "`",
          "**",
          "(",
          ")",
          "{",
          "}",
          "<",
          ">",
          "$",
          "--",
          "://",
          "@",
          "!",
          "AKIA",
          "gh",
          "p_",
          "eyJ",
          ".",
          "-----BEGIN ",
          "PRIVATE KEY-----",
          "-----END ",
          "hmac-sha256",
          "abc",
          "Z9",
          "ist ",
          " is ",
          "ü",
          "💡",
          "/",
          "+",
          "|",
          "ENC[",
          "#",
          "&",
          "0123456789abcdef");

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  /** Hits lie inside the text, one after the other; masking changes nothing but them. */
  @ParameterizedTest
  @MethodSource("seeds")
  void hitsAreInOrderAndMaskingKeepsLinesAndLength(int seed) {
    var random = new Random(seed);
    var made = new StringBuilder();
    for (int i = random.nextInt(400); i >= 0; i--) {
      made.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    String text = made.toString();
    for (Strictness strictness : Strictness.values()) {
      List<Hit> hits = PlaintextScan.find(text, strictness);
      int at = 0;
      for (Hit hit : hits) {
        assertThat(hit.from()).isGreaterThanOrEqualTo(at);
        assertThat(hit.to()).isGreaterThan(hit.from()).isLessThanOrEqualTo(text.length());
        at = hit.to();
      }
      String masked = PlaintextScan.mask(text, hits);
      assertThat(masked.codePoints().count()).isEqualTo(text.codePoints().count());
      assertThat(masked.chars().filter(c -> c == '\n').count())
          .isEqualTo(text.chars().filter(c -> c == '\n').count());
    }
  }
}
