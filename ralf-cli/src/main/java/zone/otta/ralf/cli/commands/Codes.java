package zone.otta.ralf.cli.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Code;

/** Codes as people type them: {@code RALF-N004}, {@code n004}, several with commas. */
final class Codes {
  private Codes() {}

  static Optional<List<Code>> parse(List<String> words) {
    var codes = new ArrayList<Code>();
    for (String word : words) {
      for (String part : word.split(",", -1)) {
        String upper = part.strip().toUpperCase(Locale.ROOT);
        try {
          codes.add(new Code(upper.startsWith("RALF-") ? upper : "RALF-" + upper));
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(codes);
  }
}
