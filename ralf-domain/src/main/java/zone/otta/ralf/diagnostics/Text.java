package zone.otta.ralf.diagnostics;

import java.util.Objects;

/**
 * A sentence or label for people, in every language RALF speaks. Foreign text (from a card,
 * Proxmox, apt, DNS) may be quoted in it; the renderer makes it safe for a terminal.
 */
public record Text(String en, String de) {
  public Text {
    Objects.requireNonNull(en);
    Objects.requireNonNull(de);
  }

  /** A text that reads the same in every language: a path, a command, a quotation. */
  public static Text same(String text) {
    return new Text(text, text);
  }

  public static Text of(String en, String de) {
    return new Text(en, de);
  }

  public String in(Language language) {
    return switch (language) {
      case EN -> en;
      case DE -> de;
    };
  }
}
