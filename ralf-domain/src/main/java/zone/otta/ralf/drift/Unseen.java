package zone.otta.ralf.drift;

import java.util.Objects;
import zone.otta.ralf.diagnostics.Finding;

/** An object of which nothing is known now, and why. It is never "no drift". */
public record Unseen(String object, Finding why) {
  public Unseen {
    Objects.requireNonNull(object);
    Objects.requireNonNull(why);
  }
}
