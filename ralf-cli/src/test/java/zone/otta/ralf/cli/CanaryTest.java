package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.cli.Canary.Leak;
import zone.otta.ralf.cli.CanarySite.Hiding;
import zone.otta.ralf.http.Fingerprint;
import zone.otta.ralf.http.StrictClient;
import zone.otta.ralf.http.TrustedServer;
import zone.otta.ralf.json.Json;

/** The search itself: a planted leak is found, whatever form it took and wherever it is. */
class CanaryTest {
  private static final String PASSWORD = "the service's password";
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "base64",
        "inside base64",
        "base64 for URLs",
        "url",
        "url in lower case",
        "json",
        "hex",
        "shell"
      })
  void plantedLeakIsFound(String form) throws IOException {
    Path leak = folder.resolve("log.txt");
    Files.writeString(leak, "password=" + planted(form) + "\n");
    assertThat(Canary.below(folder, folder.resolve("secret")))
        .containsExactly(new Leak("the canary", leak.toString()));
  }

  private static String planted(String form) {
    byte[] bytes = Canary.VALUE.getBytes(StandardCharsets.UTF_8);
    String url = URLEncoder.encode(Canary.VALUE, StandardCharsets.UTF_8);
    return switch (form) {
      case "plain" -> Canary.VALUE;
      case "base64" -> base64(Canary.VALUE);
      case "inside base64" -> base64("user:" + Canary.VALUE + "@host");
      case "base64 for URLs" -> Base64.getUrlEncoder().encodeToString(bytes);
      case "url" -> url;
      case "url in lower case" ->
          url.replace("%2B", "%2b").replace("%2F", "%2f").replace("%5C", "%5c");
      case "json" -> Json.object().with("p", Canary.VALUE).compact();
      case "hex" -> HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT);
      case "shell" -> "'" + Canary.VALUE.replace("'", "'\\''") + "'";
      default -> throw new IllegalArgumentException(form);
    };
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void leaksOfAProcessAreFoundInItsArgumentsAndItsEnvironment() throws IOException {
    var builder = new ProcessBuilder("sh", "-c", "read x", Canary.VALUE);
    builder.environment().put("INHERITED", Canary.VALUE);
    Process process = builder.start();
    try {
      assertThat(Canary.inProcessLists())
          .map(Leak::toString)
          .contains(
              "the canary in the arguments of process " + process.pid() + " sh",
              "the canary in the environment of process " + process.pid() + " sh");
    } finally {
      process.getOutputStream().close();
      process.destroy();
    }
  }

  @Test
  void theSecretsOwnFileIsNoLeak() throws IOException {
    Path own = folder.resolve("secret");
    Files.writeString(own, Canary.VALUE);
    assertThat(Canary.below(folder, own)).isEmpty();
  }

  @Test
  void theNameOfAFileIsAPlaceToo() throws IOException {
    Files.createFile(folder.resolve("c4nary-c4nary"));
    assertThat(new Canary(Map.of("a secret", "c4nary-c4nary")).inFiles(folder, f -> true))
        .containsExactly(new Leak("a secret", "the name of " + folder.resolve("***")));
  }

  /** The same search that every command and every failure is held to. */
  @Test
  void aLeakIsNamedWhereverItIsPlanted() throws IOException {
    Path temporary = null;
    try (var site = new CanarySite(Hiding.VAULT);
        var hand = new LabHand(site.lab())) {
      String secret = site.secret(PASSWORD);
      assertThat(site.leaks()).isEmpty();

      site.printed("plan", "", "cannot log in as ralf:" + secret + "@db\n");
      site.write(".ralf/status.json", Json.object().with("password", secret).compact());
      temporary = Files.createTempFile("ralf-defect-", ".txt");
      Files.writeString(temporary, "Authorization: Basic " + base64("ralf:" + secret));
      assertThatThrownBy(() -> hand.node("pct", "exec", "20010", "--", "psql", secret));
      ask(site, "/api/version?token=" + URLEncoder.encode(secret, StandardCharsets.UTF_8));
      Path guest = site.lab().runtime().resolve("postgresql.log");
      Files.writeString(guest, "ALTER ROLE ralf PASSWORD '" + secret.replace("'", "''") + "'");

      List<Leak> leaks = site.leaks();
      assertThat(leaks)
          .map(Leak::place)
          .containsExactlyInAnyOrder(
              "0: standard error of plan",
              site.root().resolve(".ralf/status.json").toString(),
              site.root().resolve("lab/access.log").toString(),
              temporary.toString(),
              guest.toString());
      assertThat(leaks)
          .allSatisfy(
              leak -> {
                assertThat(leak.secret()).isEqualTo(PASSWORD);
                assertThat(leak.toString()).doesNotContain(secret);
              });
      assertThat(site.lab().accessLog())
          .as("one from the node, one from the vault")
          .filteredOn(line -> !site.canary().inText("line", line).isEmpty())
          .hasSize(2);
    } finally {
      if (temporary != null) {
        Files.delete(temporary);
      }
    }
  }

  private static void ask(CanarySite site, String path) throws IOException {
    Duration limit = Duration.ofSeconds(10);
    var trust = TrustedServer.pinned(Fingerprint.parse(site.server().fingerprint()).orElseThrow());
    var client = StrictClient.builder(trust, limit, limit, limit).build();
    try (var answer =
        client.newCall(new Request.Builder().url(site.server().url() + path).build()).execute()) {
      assertThat(answer.code()).isEqualTo(200);
    } finally {
      client.connectionPool().evictAll();
    }
  }
}
