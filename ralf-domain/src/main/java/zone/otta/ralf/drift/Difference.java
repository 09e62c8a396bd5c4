package zone.otta.ralf.drift;

import java.util.Objects;

/**
 * One field of one object that is not as it was recorded.
 *
 * @param object the step's name, {@code role ralf}; of a thing that RALF never made, what it is
 * @param field the fact's component, {@code memoryMib}; {@link #PRESENCE} of the object itself
 * @param recorded as it was recorded; {@code -} for nothing
 * @param found as it is; {@code -} for nothing
 */
public record Difference(
    String object, String field, String recorded, String found, Remedy remedy) {
  public static final String PRESENCE = "presence";
  public static final String PRESENT = "present";
  public static final String ABSENT = "absent";

  /** Who sets it right. */
  public enum Remedy {
    /** The next plan of the service's card. */
    PLAN,
    /** The next plan stops at it and says what a person has to decide. */
    BLOCKED,
    /** A person: RALF leaves it alone, and plans go past it. */
    PERSON
  }

  public Difference {
    Objects.requireNonNull(object);
    Objects.requireNonNull(field);
    Objects.requireNonNull(recorded);
    Objects.requireNonNull(found);
    Objects.requireNonNull(remedy);
  }
}
