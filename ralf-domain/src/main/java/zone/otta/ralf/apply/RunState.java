package zone.otta.ralf.apply;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.json.Json;

/**
 * How far a run has come: a fold over its events.
 *
 * @param started steps that were started and not verified: their outcome is unknown
 * @param verified steps whose effect was observed
 */
public record RunState(Set<Integer> started, Set<Integer> verified) {
  public RunState {
    started = Set.copyOf(started);
    verified = Set.copyOf(verified);
  }

  /** From the events and a way to read their payloads. */
  public static RunState of(List<StoredEvent> events, PayloadReader reader) {
    var started = new HashSet<Integer>();
    var verified = new HashSet<Integer>();
    for (StoredEvent event : events) {
      switch (event.event().type()) {
        case "started" -> started.add(step(event, reader));
        case "verified" -> verified.add(step(event, reader));
        default -> {
          // the other types do not change how far a run has come
        }
      }
    }
    return new RunState(started, verified);
  }

  private static int step(StoredEvent event, PayloadReader reader) {
    if (reader.read(event.event().payload()) instanceof Json.Obj obj
        && obj.get("step").orElse(new Json.Null()) instanceof Json.Num number) {
      return Math.toIntExact(number.value());
    }
    throw new IllegalStateException("event without step at position " + event.position());
  }

  /** Reads the JSON of an event. */
  @FunctionalInterface
  public interface PayloadReader {
    Json read(String payload);
  }
}
