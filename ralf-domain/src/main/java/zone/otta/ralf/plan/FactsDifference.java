package zone.otta.ralf.plan;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.Sha256;

/** In what two facts of one thing differ, field by field. Plans and drift use the same list. */
public final class FactsDifference {
  /** What stands for "nothing there". */
  public static final String NOTHING = "-";

  private static final int SUM_DIGITS = 12;

  /**
   * One field.
   *
   * @param name the record component's name; of a deviation what it is about
   * @param recorded as it should be
   * @param found as it is
   */
  public record Field(String name, String recorded, String found, boolean ours) {}

  private FactsDifference() {}

  /** Empty if they are equal. Facts of two kinds differ in their kind. */
  public static List<Field> between(Facts recorded, Facts found) {
    if (recorded.getClass() != found.getClass()) {
      return List.of(new Field("kind", kind(recorded), kind(found), true));
    }
    if (recorded instanceof Facts.Renewal) {
      // The step's own words say it: its one field is of no use to a reader.
      return List.of();
    }
    var fields = new ArrayList<Field>();
    for (RecordComponent component : recorded.getClass().getRecordComponents()) {
      Object before = part(component, recorded);
      Object now = part(component, found);
      if (before.equals(now)) {
        continue;
      }
      if (found instanceof Facts.Service service && component.getName().equals("deviations")) {
        service.deviations().forEach(d -> fields.add(field(d)));
      } else {
        fields.add(new Field(component.getName(), text(before), text(now), true));
      }
    }
    return fields;
  }

  private static Field field(Deviation d) {
    String by = d.by().isEmpty() ? "" : " (" + d.by() + ")";
    return new Field(d.what(), orNothing(d.wanted()), orNothing(d.found()) + by, d.ours());
  }

  private static String orNothing(String text) {
    return text.isEmpty() ? NOTHING : text;
  }

  private static String kind(Facts facts) {
    return facts.getClass().getSimpleName();
  }

  private static String text(Object part) {
    return switch (part) {
      case Optional<?> optional -> optional.map(FactsDifference::text).orElse(NOTHING);
      case Collection<?> items ->
          items.isEmpty()
              ? NOTHING
              : items.stream().map(FactsDifference::text).collect(Collectors.joining(", "));
      case FileOwner owner -> owner.user() + ":" + owner.group() + " " + owner.mode();
      case Sha256 sum -> sum.hex().substring(0, SUM_DIGITS);
      default -> String.valueOf(part);
    };
  }

  static Object part(RecordComponent component, Facts facts) {
    try {
      return component.getAccessor().invoke(facts);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
