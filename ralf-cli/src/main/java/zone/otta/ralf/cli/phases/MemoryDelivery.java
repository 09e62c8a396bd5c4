package zone.otta.ralf.cli.phases;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import zone.otta.ralf.apply.Delivery;
import zone.otta.ralf.apply.RunProjection;
import zone.otta.ralf.cli.wiring.OpenMemory;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.workspace.store.ShippedMark;
import zone.otta.ralf.workspace.store.ShippedMark.Mark;

/** One delivery to the memory from where the last one ended, and the mark of where it ends. */
final class MemoryDelivery {
  private final Ledger ledger;
  private final ShippedMark mark;

  MemoryDelivery(Ledger ledger, ShippedMark mark) {
    this.ledger = ledger;
    this.mark = mark;
  }

  /**
   * What there was when it was looked for.
   *
   * @param last up to where everything was brought
   * @param snapshots the newest of the file
   * @param sum over them
   */
  record Load(Mark last, List<Journal.Snapshot> snapshots, Optional<Sha256> sum) {}

  /** What there is to bring, as far as this machine can say; empty if nothing. */
  Optional<Load> load(Event.HandedOver handed) {
    Mark last = last(handed);
    List<Journal.Snapshot> snapshots = ledger.snapshots();
    Optional<Sha256> sum = Optional.of(Delivery.sum(snapshots));
    return last.snapshots().equals(sum) && ledger.journal().readAll(last.position(), 1).isEmpty()
        ? Optional.empty()
        : Optional.of(new Load(last, snapshots, sum));
  }

  /**
   * Brings events, the records that follow from them, and the newest snapshots.
   *
   * @param told what was left out
   * @return how many events this call stored
   */
  long bring(Load load, OpenMemory memory, Consumer<Finding> told) {
    Mark last = load.last();
    Journal there = memory.of(last.store());
    Optional<RunProjection> records = memory.records().map(r -> ledger.projection(there, r));
    var delivery = new Delivery(ledger.journal(), there, records);
    var reached = new AtomicReference<>(last);
    try {
      long stored =
          delivery.deliver(
              last.position(),
              last.recorded(),
              position -> reached.updateAndGet(before -> before.at(position, records.isPresent())));
      if (!reached.get().snapshots().equals(load.sum())) {
        delivery.snapshots(load.snapshots());
        reached.updateAndGet(before -> before.with(load.sum()));
      }
      return stored;
    } finally {
      mark.put(reached.get());
      if (!reached.get().equals(last)) {
        records
            .map(RunProjection::left)
            .filter(left -> !left.isEmpty())
            .map(MemoryDelivery::left)
            .ifPresent(told);
      }
    }
  }

  /** Up to where the memory has everything: a run on its own service may have set it back. */
  private Mark last(Event.HandedOver handed) {
    long runs = ledger.runs().opened(handed.service()).size();
    return mark.get()
        .filter(m -> m.store().equals(handed.store()) && m.runs() == runs)
        .orElseGet(() -> Mark.start(handed.store(), runs));
  }

  private static Finding left(List<Text> what) {
    Finding finding =
        Finding.hint(
            "RALF-J045",
            Text.of(
                "the memory has the events, but not all records that follow from them",
                "das Gedächtnis hat die Ereignisse, aber nicht alles, was aus ihnen folgt"));
    for (Text one : what) {
      finding = finding.note(one);
    }
    return finding.help(Text.same("ralf explain RALF-J045"));
  }
}
