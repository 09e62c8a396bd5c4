package zone.otta.ralf.workspace.json;

import java.util.Objects;
import java.util.function.Function;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.json.Json;

/** What reading a text as JSON came to. */
public sealed interface JsonReading {
  /** It is JSON as RALF allows it. */
  record Parsed(Json value) implements JsonReading {
    public Parsed {
      Objects.requireNonNull(value);
    }
  }

  /**
   * It is not. The reason never repeats any of the input, which may hold a secret.
   *
   * @param line from 1
   * @param column from 1, in UTF-16 code units
   */
  record Malformed(int line, int column, Text reason) implements JsonReading {
    public Malformed {
      Objects.requireNonNull(reason);
    }

    /** The reason with its place. */
    public Text text() {
      return Text.of(
          "line %d, column %d: %s".formatted(line, column, reason.en()),
          "Zeile %d, Spalte %d: %s".formatted(line, column, reason.de()));
    }
  }

  /** The value, or the exception that the caller makes of the problem. */
  default Json orThrow(Function<Malformed, ? extends RuntimeException> problem) {
    return switch (this) {
      case Parsed parsed -> parsed.value();
      case Malformed malformed -> throw problem.apply(malformed);
    };
  }
}
