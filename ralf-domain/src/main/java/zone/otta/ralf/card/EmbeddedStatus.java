package zone.otta.ralf.card;

/**
 * A status object that stands in the card. Compared on {@code step_id} and {@code result} only.
 *
 * @param stepId as written
 * @param result as written
 */
public record EmbeddedStatus(String stepId, String result) {}
