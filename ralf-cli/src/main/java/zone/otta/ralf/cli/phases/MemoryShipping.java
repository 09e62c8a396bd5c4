package zone.otta.ralf.cli.phases;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.apply.Shipping;
import zone.otta.ralf.cli.render.Found;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.Leases;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.workspace.store.ShippedMark;

/**
 * After a hand-over: what a command writes into the file goes to the memory behind it, in a thread
 * of its own, and what is left when the command ends. What cannot go waits in the file, which is
 * said; it is tried again as long as the command runs, then by the next one.
 */
final class MemoryShipping implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final int PAGE = 1000;
  private final Session session;
  private final Ledger ledger;
  private final MemoryLine line;
  private final ShippedMark mark;
  private final MemoryDelivery delivery;
  private final Background background = new Background("memory");
  private Duration pause = FIRST_PAUSE;
  private volatile boolean paused;
  private volatile boolean trying;
  private volatile boolean toldAway;
  private Optional<PortException> failure = Optional.empty();
  private long failedAt;

  MemoryShipping(Session session, Ledger ledger, MemoryLine line) {
    this.session = session;
    this.ledger = ledger;
    this.line = line;
    this.mark = new ShippedMark(ledger.state());
    this.delivery = new MemoryDelivery(ledger, mark);
  }

  /** Says what waits, without asking anybody. */
  void told() {
    ledger
        .handedOver()
        .ifPresent(
            handed -> {
              long waiting = waiting(handed, ledger.journal(), mark);
              if (waiting > 0) {
                notice(waits(handed, waiting).help(Text.same("ralf explain RALF-J035")));
              }
            });
  }

  /** There is something new. */
  void appended() {
    if (!trying && ledger.handedOver().isPresent()) {
      background.soon(this::keepUp);
    }
  }

  /** Nothing goes there until {@link #resume}: the work is on the memory itself. */
  void pause() {
    paused = true;
    line.drop();
  }

  void resume() {
    paused = false;
  }

  /** The leases of the memory. */
  Leases leases(Event.HandedOver handed) {
    return new MemoryLeases(line, handed);
  }

  /** Has something done every so often that may fail because of the memory. */
  void every(Duration pause, Runnable work) {
    background.every(
        pause,
        () -> {
          try {
            work.run();
          } catch (PortException e) {
            // The next time.
          }
        });
  }

  /**
   * Brings everything there, and makes sure that the memory knows nothing more of some streams.
   *
   * @throws PortException {@code RALF-J036} if it does, and if it cannot be used
   */
  void require(Event.HandedOver handed, List<StreamName> streams) {
    ship(handed);
    line.with(
        handed,
        memory -> {
          Shipping shipping = new Shipping(ledger.journal(), memory.of(handed.store()));
          streams.forEach(shipping::requireKnown);
          return true;
        });
  }

  /** Brings there what is left, if it can; never throws because of the memory. */
  void flush() {
    ledger.handedOver().filter(this::isThere).ifPresent(this::attempt);
  }

  private boolean isThere(Event.HandedOver handed) {
    return MemoryService.there(handed.service(), ledger).isPresent();
  }

  /** The same, and says what waits all the same. */
  @Override
  public void close() {
    try (line) {
      background.close();
      Optional<Event.HandedOver> handed = ledger.handedOver().filter(this::isThere);
      if (handed.isPresent()) {
        attempt(handed.get()).ifPresent(e -> away(handed.get(), e));
      }
    }
  }

  /** While a command runs, whichever memory it is by now. */
  private void keepUp() {
    trying = false;
    if (!paused) {
      ledger.handedOver().ifPresent(this::keepUp);
    }
  }

  /** Says it once, and tries again later. */
  private void keepUp(Event.HandedOver handed) {
    Optional<PortException> failed = attempt(handed);
    if (failed.isEmpty()) {
      pause = FIRST_PAUSE;
      return;
    }
    if (!toldAway && !pause.equals(FIRST_PAUSE)) {
      away(handed, failed.get());
    }
    trying = true;
    background.later(pause, this::keepUp);
    Duration next = pause.multipliedBy(2);
    pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
  }

  /** Brings it there; what failed a moment ago is not tried again. */
  private synchronized Optional<PortException> attempt(Event.HandedOver handed) {
    if (failure.isPresent() && System.nanoTime() - failedAt < FIRST_PAUSE.toNanos() / 2) {
      return failure;
    }
    try {
      long brought = ship(handed);
      if (toldAway) {
        notice(back(handed, brought));
        toldAway = false;
      }
      failure = Optional.empty();
    } catch (PortException e) {
      failure = Optional.of(e);
      failedAt = System.nanoTime();
    }
    return failure;
  }

  /** How many events it brought there. */
  private synchronized long ship(Event.HandedOver handed) {
    return delivery
        .load(handed)
        .map(load -> line.with(handed, memory -> delivery.bring(load, memory, this::notice)))
        .orElse(0L);
  }

  /**
   * How many events of a journal wait, as far as this machine can say: what came after the import,
   * and did not go there.
   */
  static long waiting(Event.HandedOver handed, Journal journal, ShippedMark mark) {
    return after(
        journal,
        mark.get()
            .filter(m -> m.store().equals(handed.store()))
            .map(ShippedMark.Mark::position)
            .orElse(handed.last() - handed.first() + 1));
  }

  /** How many events stand behind a position. */
  private static long after(Journal journal, long from) {
    long last = from;
    for (List<StoredEvent> page = journal.readAll(last, PAGE);
        !page.isEmpty();
        page = journal.readAll(last, PAGE)) {
      last = page.getLast().position();
    }
    return last - from;
  }

  private void away(Event.HandedOver handed, PortException e) {
    toldAway = true;
    notice(
        waits(handed, waiting(handed, ledger.journal(), mark))
            .note(e.cited())
            .help(e.help().orElse(Text.same("ralf explain RALF-J035"))));
  }

  private void notice(Finding finding) {
    session.output().notice(Found.of(finding, session.language()));
  }

  private static Finding waits(Event.HandedOver handed, long waiting) {
    return Finding.hint(
        "RALF-J035",
        Text.of(
            waiting + " events wait in the journal's file for the memory in " + handed.service(),
            waiting
                + " Ereignisse warten in der Datei des Journals auf das Gedächtnis in "
                + handed.service()));
  }

  private static Finding back(Event.HandedOver handed, long brought) {
    return Finding.hint(
        "RALF-J035",
        Text.of(
            "the memory in "
                + handed.service()
                + " is back: "
                + brought
                + " events that waited are there",
            "das Gedächtnis in "
                + handed.service()
                + " ist wieder da: "
                + brought
                + " wartende Ereignisse sind dort"));
  }
}
