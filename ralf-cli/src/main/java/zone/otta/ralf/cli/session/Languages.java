package zone.otta.ralf.cli.session;

import java.util.Optional;
import zone.otta.ralf.diagnostics.Language;

/** Which language to speak: the option, RALF_LANG, then the locale; English if none says German. */
public final class Languages {
  private Languages() {}

  public static Language choose(Optional<String> option, Surroundings here) {
    return option
        .or(() -> here.variable("RALF_LANG"))
        .or(() -> here.variable("LC_ALL"))
        .or(() -> here.variable("LC_MESSAGES"))
        .or(() -> here.variable("LANG"))
        .filter(Languages::german)
        .map(word -> Language.DE)
        .orElse(Language.EN);
  }

  private static boolean german(String word) {
    return word.equals("de") || word.startsWith("de_") || word.startsWith("de.");
  }
}
