package zone.otta.ralf.journal;

import java.util.Objects;

/**
 * An event as stored.
 *
 * @param position gapless over the whole journal, from 1
 * @param version gapless within the stream, from 1
 * @param hash the chain's value after this event
 */
public record StoredEvent(
    long position, StreamName stream, long version, NewEvent event, ChainHash hash) {
  public StoredEvent {
    Objects.requireNonNull(stream);
    Objects.requireNonNull(event);
    Objects.requireNonNull(hash);
  }
}
