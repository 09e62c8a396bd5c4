package zone.otta.ralf.cli.render;

import java.time.Duration;
import java.util.Locale;
import zone.otta.ralf.diagnostics.Language;

/** Times as people read them. */
public final class Durations {
  private Durations() {}

  /** {@code 3.1 s}. */
  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  /** {@code 2 h ago}. */
  public static String ago(Duration duration, Language language) {
    String amount =
        duration.toDays() > 0
            ? duration.toDays() + " d"
            : duration.toHours() > 0
                ? duration.toHours() + " h"
                : duration.toMinutes() > 0
                    ? duration.toMinutes() + " min"
                    : duration.toSeconds() + " s";
    return switch (language) {
      case EN -> amount + " ago";
      case DE -> "vor " + amount;
    };
  }
}
