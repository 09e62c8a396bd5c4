package zone.otta.ralf.diagnostics;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The stable name of a diagnostic, for example {@code RALF-P003}. The letter is the stage: C card,
 * P policy, L placement, N plan, G gate, A apply, S smoke, J journal, W world.
 */
public record Code(String id) implements Comparable<Code> {
  private static final Pattern FORM = Pattern.compile("RALF-[CPLNGASJW]\\d{3}");

  public Code {
    if (!FORM.matcher(Objects.requireNonNull(id)).matches()) {
      throw new IllegalArgumentException("not a code: " + id);
    }
  }

  public char stage() {
    return id.charAt(5);
  }

  @Override
  public int compareTo(Code other) {
    return id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return id;
  }
}
