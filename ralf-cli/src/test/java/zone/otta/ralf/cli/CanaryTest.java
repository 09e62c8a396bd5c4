package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.json.Json;

/** The search itself: a planted leak is found, whatever form it took. */
class CanaryTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"plain", "base64", "inside base64", "url", "json"})
  void plantedLeakIsFound(String form) throws IOException {
    Path leak = folder.resolve("log.txt");
    Files.writeString(leak, "password=" + planted(form) + "\n");
    assertThat(Canary.below(folder, folder.resolve("secret"))).containsExactly(leak);
  }

  private static String planted(String form) {
    return switch (form) {
      case "plain" -> Canary.VALUE;
      case "base64" -> base64(Canary.VALUE);
      case "inside base64" -> base64("user:" + Canary.VALUE + "@host");
      case "url" -> URLEncoder.encode(Canary.VALUE, StandardCharsets.UTF_8);
      case "json" -> Json.object().with("p", Canary.VALUE).compact();
      default -> throw new IllegalArgumentException(form);
    };
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void leakInAnArgumentListIsFound() throws IOException {
    Process process = new ProcessBuilder("sh", "-c", "read x", Canary.VALUE).start();
    try {
      assertThat(Canary.inProcessLists()).isNotEmpty();
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
}
