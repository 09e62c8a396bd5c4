package zone.otta.ralf.cli.phases;

import java.util.Arrays;
import java.util.stream.Collectors;
import zone.otta.ralf.diagnostics.Text;

/** Numbers with what they count: {@code 1 stream}, {@code 2 streams}. */
public final class Counted {
  private Counted() {}

  public static Text of(long count, String one, String more, String einer, String mehr) {
    return Text.of(
        count + " " + (count == 1 ? one : more), count + " " + (count == 1 ? einer : mehr));
  }

  /** One after the other, with commas. */
  public static Text list(Text... parts) {
    return Text.of(
        Arrays.stream(parts).map(Text::en).collect(Collectors.joining(", ")),
        Arrays.stream(parts).map(Text::de).collect(Collectors.joining(", ")));
  }
}
