package zone.otta.ralf.dns;

import java.time.Duration;

/** The end of one call of the port, whatever number of questions it takes. */
public final class Deadline {
  /**
   * A call of the port; below the 15 s the port promises, to leave room for the name of a server.
   */
  public static final Duration CALL = Duration.ofSeconds(12);

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  public static Deadline after(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** The earlier of this end and one that lies this far ahead. */
  public Deadline within(Duration time) {
    long sooner = System.nanoTime() + time.toNanos();
    return new Deadline(sooner - end < 0 ? sooner : end);
  }

  public boolean passed() {
    return end - System.nanoTime() <= 0;
  }

  /** Milliseconds left, at least 1: zero would mean "for ever" to a socket. */
  public int millis() {
    return (int) Math.max(1, (end - System.nanoTime()) / 1_000_000);
  }
}
