package zone.otta.ralf.cli.phases;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import zone.otta.ralf.apply.Shipping;
import zone.otta.ralf.cli.render.Found;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenMemory;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.workspace.store.ShippedMark;

/**
 * After a hand-over: what a command wrote into the file goes to the memory when the command ends.
 * What cannot go waits in the file, which is said; it goes with the next command that can bring it.
 */
final class MemoryShipping {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int PAGE = 1000;
  private final Session session;
  private final Workspace workspace;
  private final Ledger ledger;
  private final ShippedMark mark;

  MemoryShipping(Session session, Workspace workspace, Ledger ledger) {
    this.session = session;
    this.workspace = workspace;
    this.ledger = ledger;
    this.mark = new ShippedMark(ledger.state());
  }

  /** Says what waits, without asking anybody. */
  void told() {
    ledger
        .handedOver()
        .ifPresent(
            handed -> {
              long waiting = waiting(known(handed));
              if (waiting > 0) {
                notice(waits(handed, waiting).help(Text.same("ralf explain RALF-J035")));
              }
            });
  }

  /** Brings it there if it can; never throws because of the memory. */
  void ship() {
    Optional<Event.HandedOver> handed = ledger.handedOver();
    if (handed.isPresent() && waiting(from(handed.get())) > 0) {
      ship(handed.get());
    }
  }

  private void ship(Event.HandedOver handed) {
    Optional<MemoryService> place = MemoryService.there(handed.service(), ledger);
    if (place.isEmpty()) {
      return;
    }
    UnaryOperator<String> before = session.output().redactor();
    try (OpenWorld world = workspace.open(session, ledger.state())) {
      UnaryOperator<String> own = world.redactor();
      session.output().redactWith(text -> own.apply(before.apply(text)));
      try (OpenMemory memory =
          world.memory(place.get().deployment(), place.get().certificate(), LIMIT)) {
        ship(handed, memory.of(handed.store()));
      }
    } catch (PortException e) {
      notice(
          waits(handed, waiting(known(handed)))
              .note(Text.of(e.code() + ": " + e.what().en(), e.code() + ": " + e.what().de()))
              .help(e.help().orElse(Text.same("ralf explain RALF-J035"))));
    }
  }

  private void ship(Event.HandedOver handed, Journal there) {
    long from = from(handed);
    var reached = new AtomicLong(from);
    try {
      new Shipping(ledger.journal(), there).ship(from, reached::set);
    } finally {
      mark.put(new ShippedMark.Mark(handed.store(), reached.get(), runs(handed)));
    }
  }

  /** Up to where the memory has everything: a run on its own service may have set it back. */
  private long from(Event.HandedOver handed) {
    return mark.get()
        .filter(m -> m.store().equals(handed.store()) && m.runs() == runs(handed))
        .map(ShippedMark.Mark::position)
        .orElse(0L);
  }

  /** The same as far as this machine can say: the import, and what went after it. */
  private long known(Event.HandedOver handed) {
    return mark.get()
        .filter(m -> m.store().equals(handed.store()))
        .map(ShippedMark.Mark::position)
        .orElse(handed.last() - handed.first() + 1);
  }

  private long runs(Event.HandedOver handed) {
    return ledger.runs().opened(handed.service()).size();
  }

  private long waiting(long from) {
    long last = from;
    for (List<StoredEvent> page = ledger.journal().readAll(last, PAGE);
        !page.isEmpty();
        page = ledger.journal().readAll(last, PAGE)) {
      last = page.getLast().position();
    }
    return last - from;
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
}
