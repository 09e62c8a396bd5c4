package zone.otta.ralf.apply;

import java.util.List;
import java.util.function.Function;
import zone.otta.ralf.apply.RunState.PayloadReader;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.json.Records;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.PortException;

/**
 * Reads events that other versions of RALF wrote as well. A member that is not known says more than
 * this version can use and is passed over; what cannot be read, and an unknown event where it could
 * change what is to be done, is {@code RALF-J019}, never a guess.
 */
public final class EventReading {
  /** What is thrown where an event says more than this version may pass over. */
  static final Code NEWER = new Code("RALF-J019");

  private final PayloadReader reader;

  public EventReading(PayloadReader reader) {
    this.reader = reader;
  }

  /** Whether this version knows what the event means. */
  public static boolean knows(StoredEvent event) {
    return Event.TYPES.contains(event.event().type());
  }

  /**
   * Reads an event that this version knows.
   *
   * @param form its type, or {@link Event} for any
   * @throws PortException {@code RALF-J019} if it says something that this version cannot read
   */
  public <T extends Event> T read(StoredEvent event, Class<T> form) {
    return read(event, payload -> Records.fromTolerant(form, payload));
  }

  /**
   * The same of what permits something: what is not known could restrict it.
   *
   * @throws PortException {@code RALF-J019} also if it has a member that is not known
   */
  <T extends Event> T strict(StoredEvent event, Class<T> form) {
    return read(event, payload -> Records.fromJson(form, payload));
  }

  private <T> T read(StoredEvent event, Function<Json, T> form) {
    try {
      return form.apply(reader.read(event.event().payload()));
    } catch (IllegalArgumentException e) {
      throw newer(event);
    }
  }

  /** The events of a stream that are of one type, in order. */
  <T extends Event> List<T> all(Journal journal, StreamName stream, String type, Class<T> form) {
    return all(journal, stream, type, form, Long.MAX_VALUE);
  }

  /** Those of them before a version. */
  <T extends Event> List<T> all(
      Journal journal, StreamName stream, String type, Class<T> form, long before) {
    return journal.readStream(stream, 0, Integer.MAX_VALUE).stream()
        .filter(e -> e.version() < before && e.event().type().equals(type))
        .map(e -> read(e, form))
        .toList();
  }

  /**
   * Before anything is done that rests on all of a stream.
   *
   * @throws PortException {@code RALF-J019} if an event of it is of a type that is not known
   */
  void requireKnown(Journal journal, StreamName stream) {
    for (StoredEvent event : journal.readStream(stream, 0, Integer.MAX_VALUE)) {
      if (!knows(event)) {
        throw newer(event);
      }
    }
  }

  private static PortException newer(StoredEvent event) {
    String what = "%s in %s".formatted(event.event().type(), event.stream());
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        NEWER.id(),
        Text.of(
            "this RALF does not understand the event at position %d (%s)"
                .formatted(event.position(), what),
            "dieses RALF versteht das Ereignis an Position %d nicht (%s)"
                .formatted(event.position(), what)),
        Text.of(
            "a newer RALF wrote it: use that one; nothing was changed",
            "ein neueres RALF hat es geschrieben: jenes verwenden; nichts wurde geändert"));
  }
}
