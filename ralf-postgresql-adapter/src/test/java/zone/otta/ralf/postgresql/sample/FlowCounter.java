package zone.otta.ralf.postgresql.sample;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.Journal.Head;
import zone.otta.ralf.port.Journal.Snapshot;
import zone.otta.ralf.port.Leases;

/**
 * A small service on the memory: counts the flows that finished. It follows the whole journal, one
 * instance at a time, and keeps what it knows as a snapshot of its own stream. Stopped anywhere, it
 * goes on where the last snapshot stands and counts nothing twice.
 */
public final class FlowCounter {
  private static final StreamName MINE = new StreamName("service:flow-counter");
  private static final String KIND = "count";
  private static final Duration TURN = Duration.ofMinutes(1);
  private static final Pattern STATE = Pattern.compile("\\{\"position\":(\\d+),\"flows\":(\\d+)}");

  private final Journal journal;
  private final Leases leases;
  private final InstantSource clock;
  private final String who;

  /**
   * @param who this instance: machine and process
   */
  public FlowCounter(Journal journal, Leases leases, InstantSource clock, String who) {
    this.journal = journal;
    this.leases = leases;
    this.clock = clock;
    this.who = who;
  }

  /** What it knows, up to a position. */
  private record Count(long position, long flows) {
    String json() {
      return "{\"position\":" + position + ",\"flows\":" + flows + "}";
    }

    static Count of(Snapshot snapshot) {
      Matcher state = STATE.matcher(snapshot.state());
      return state.matches()
          ? new Count(Long.parseLong(state.group(1)), Long.parseLong(state.group(2)))
          : new Count(0, 0);
    }
  }

  /** Counts what is new; empty if another instance is at it. */
  public Optional<Long> turn() {
    return leases.acquire(MINE.value(), who, TURN).map(this::counted);
  }

  private long counted(Leases.Lease lease) {
    Count before = journal.snapshot(MINE, KIND).map(Count::of).orElse(new Count(0, 0));
    Count now = follow(before);
    if (now.flows() > before.flows()) {
      keep(now, lease);
    }
    leases.release(lease);
    return now.flows();
  }

  private Count follow(Count from) {
    Count count = from;
    List<StoredEvent> page;
    do {
      page = journal.readAll(count.position(), 100);
      for (StoredEvent event : page) {
        boolean flow =
            event.stream().value().startsWith("flow:") && event.event().type().equals("finished");
        count = new Count(event.position(), count.flows() + (flow ? 1 : 0));
      }
    } while (!page.isEmpty());
    return count;
  }

  private void keep(Count count, Leases.Lease lease) {
    Head head = journal.head(MINE);
    long us = clock.instant().toEpochMilli() * 1000;
    String payload = "{\"flows\":" + count.flows() + ",\"fence\":" + lease.fence() + "}";
    var event = new NewEvent(UUID.randomUUID(), "counted", us, payload);
    switch (journal.append(MINE, head.version(), List.of(event))) {
      case Journal.Append.Stored stored -> snapshot(stored.version(), head, event, count);
      case Journal.Append.AlreadyStored stored -> snapshot(stored.version(), head, event, count);
      case Journal.Append.Conflict conflict -> {
        // Another instance took over after this one's lease ended; its count stands.
      }
    }
  }

  private void snapshot(long version, Head before, NewEvent event, Count count) {
    journal.putSnapshot(
        new Snapshot(MINE, KIND, version, before.hash().next(version, event), count.json()));
  }
}
