package zone.otta.ralf.cli.phases;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.history.EventFeed;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.PortException;

/**
 * Shows the events of a journal and goes on with those that others append. A journal that is not
 * there yet, is moved or does not answer is opened anew until it is there.
 */
public final class Following {
  private static final int PAGE = 500;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private final Supplier<Optional<Journal>> source;
  private final Optional<StreamName> stream;
  private final Predicate<StoredEvent> show;
  private final CountDownLatch end = new CountDownLatch(1);
  private Optional<Journal> journal = Optional.empty();
  private Optional<StoredEvent> last = Optional.empty();
  private long endWhenOpened;

  /**
   * @param source opens the journal; empty while there is none
   * @param stream empty: all
   * @param show shows an event and says whether anybody wants more
   */
  public Following(
      Supplier<Optional<Journal>> source,
      Optional<StreamName> stream,
      Predicate<StoredEvent> show) {
    this.source = source;
    this.stream = stream;
    this.show = show;
  }

  /** Where it begins. */
  public sealed interface From {
    /** With the newest events. */
    record Newest(int count) implements From {}

    /** Behind a position. */
    record Position(long after) implements From {}
  }

  /** Shows what is there now. */
  public void once(From from) {
    try {
      open().ifPresent(there -> drain(feed(there, from)));
    } finally {
      close();
    }
  }

  /**
   * Shows what is there and what comes, until it is ended.
   *
   * @param silent told once each time the journal stops answering
   * @throws Refused {@code RALF-J012} if another journal takes the place of the one that was shown
   */
  public void follow(From from, Consumer<PortException> silent) {
    From start = from;
    Optional<EventFeed> feed = Optional.empty();
    boolean told = false;
    Duration pause = FIRST_PAUSE;
    try {
      do {
        boolean more = false;
        try {
          if (feed.isEmpty()) {
            From begin = start;
            feed = open().map(there -> continued(there, begin));
            told = false;
          }
          more = feed.isPresent() && drain(feed.get());
          if (feed.isPresent() && last.isEmpty()) {
            start = new From.Position(endWhenOpened);
          }
        } catch (PortException e) {
          feed = Optional.empty();
          close();
          if (e.fault() != Fault.UNREACHABLE && !e.code().id().equals("RALF-J011")) {
            throw e;
          }
          if (e.fault() == Fault.UNREACHABLE && !told) {
            silent.accept(e);
            told = true;
          }
        }
        pause = more ? FIRST_PAUSE : longer(pause);
      } while (!ended(pause));
    } finally {
      close();
    }
  }

  /** Ends {@link #follow} before the next event; from any thread. */
  public void end() {
    end.countDown();
  }

  private boolean ended(Duration pause) {
    try {
      return end.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Duration longer(Duration pause) {
    Duration next = pause.multipliedBy(3).dividedBy(2);
    return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
  }

  private Optional<Journal> open() {
    journal = source.get();
    return journal;
  }

  private void close() {
    journal.ifPresent(Journal::close);
    journal = Optional.empty();
  }

  private EventFeed feed(Journal there, From from) {
    return switch (from) {
      case From.Newest newest -> EventFeed.newest(there, stream, newest.count());
      case From.Position position -> EventFeed.after(there, stream, position.after());
    };
  }

  /**
   * Behind the last event that was shown, which must stand there. Where there was none to show,
   * what comes later must not be counted among the newest.
   */
  private EventFeed continued(Journal there, From from) {
    if (last.isEmpty()) {
      endWhenOpened = EventFeed.lastPosition(there);
      return feed(there, from);
    }
    long position = last.get().position();
    if (!there.readAll(position - 1, 1).equals(List.of(last.get()))) {
      throw new Refused(Exit.BLOCKER, another(position));
    }
    return EventFeed.after(there, stream, position);
  }

  private static Finding another(long position) {
    return Finding.blocker(
            "RALF-J012",
            Text.of(
                "the journal that is there now has another event at position %d, or none"
                    .formatted(position),
                "das Journal, das jetzt da ist, hat an Position %d ein anderes Ereignis oder keines"
                    .formatted(position)))
        .help(
            Text.of(
                "start again: ralf journal tail --follow",
                "neu beginnen: ralf journal tail --follow"));
  }

  /** Whether there was anything. */
  private boolean drain(EventFeed feed) {
    boolean any = false;
    for (List<StoredEvent> page = feed.next(PAGE); !page.isEmpty(); page = feed.next(PAGE)) {
      any = true;
      for (StoredEvent event : page) {
        if (end.getCount() == 0) {
          return true;
        }
        last = Optional.of(event);
        if (!show.test(event)) {
          end();
        }
      }
    }
    return any;
  }
}
