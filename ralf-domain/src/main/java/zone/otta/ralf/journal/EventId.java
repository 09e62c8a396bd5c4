package zone.otta.ralf.journal;

import java.time.Instant;
import java.util.UUID;

/**
 * Ids for new events that sort by time, so that an index over them grows at its end: UUIDs of
 * version 7 (RFC 9562), milliseconds, then 4096ths of one, then 62 random bits. An event may have
 * any other UUID.
 */
public final class EventId {
  private EventId() {}

  /**
   * A new one.
   *
   * @param time from 1970 on
   */
  public static UUID at(Instant time) {
    long millis = time.toEpochMilli();
    long fraction = time.getNano() % 1_000_000 * 4096L / 1_000_000;
    return new UUID(millis << 16 | 0x7000 | fraction, UUID.randomUUID().getLeastSignificantBits());
  }
}
