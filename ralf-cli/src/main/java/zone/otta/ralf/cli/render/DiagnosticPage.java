package zone.otta.ralf.cli.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Language;

/**
 * The page of a code, docs/diagnostics in the repository and a resource in the program. English
 * first, German after a heading {@code ## Deutsch}.
 */
public final class DiagnosticPage {
  private static final String GERMAN = "\n## Deutsch\n";

  private DiagnosticPage() {}

  public static Optional<String> of(String code, Language language) {
    if (!code.matches("RALF-[A-Z]\\d{3}")) {
      return Optional.empty();
    }
    try (InputStream in =
        DiagnosticPage.class.getResourceAsStream("/diagnostics/" + code + ".md")) {
      return Optional.ofNullable(in).isEmpty()
          ? Optional.empty()
          : Optional.of(part(new String(in.readAllBytes(), StandardCharsets.UTF_8), language));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String part(String page, Language language) {
    int german = page.indexOf(GERMAN);
    if (german < 0) {
      return page;
    }
    String title = page.substring(0, page.indexOf(':')) + "\n";
    return switch (language) {
      case EN -> page.substring(0, german);
      case DE -> title + page.substring(german + GERMAN.length());
    };
  }
}
