package zone.otta.ralf.cli.phases;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import zone.otta.ralf.apply.Handover;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenMemory;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.port.Imports;

/** Moves the journal of this workspace into the memory that RALF brought up. */
public final class HandingOver {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private final Session session;

  public HandingOver(Session session) {
    this.session = session;
  }

  /**
   * Shows what it will do, asks, does it. What was begun before is ended; what is done is only said
   * again.
   *
   * @param service the one that is to be the memory; empty: the only one that can be
   * @param agreed asks whoever decides; only called if there is something to do
   */
  public Exit walk(Optional<String> service, BooleanSupplier agreed) {
    Workspace workspace = Workspace.require(session);
    try (Ledger ledger = Ledger.open(session, workspace);
        OpenWorld world = workspace.open(session, ledger.state())) {
      MemoryService place = MemoryService.find(service, ledger);
      try (OpenMemory memory = world.memory(place.deployment(), place.certificate(), LIMIT)) {
        return walk(workspace, ledger, place, memory.imports(), agreed);
      }
    }
  }

  private Exit walk(
      Workspace workspace,
      Ledger ledger,
      MemoryService place,
      Imports memory,
      BooleanSupplier agreed) {
    boolean done = ledger.handedOver().filter(h -> h.store().equals(memory.store())).isPresent();
    if (!done) {
      show(workspace, ledger, place, memory);
      if (!agreed.getAsBoolean()) {
        throw new Refused(Exit.APPROVAL, unasked(place));
      }
    }
    Imports.Taken taken = ledger.handOver(memory, place.deployment().service(), this::told);
    ended(place, taken);
    return Exit.OK;
  }

  private void show(Workspace workspace, Ledger ledger, MemoryService place, Imports memory) {
    String file = workspace.name(ledger.state().journal());
    place.told(memory.store(), session);
    session
        .output()
        .line(
            session.say(
                "  Everything in " + file + " is copied there in one transaction and read back.",
                "  Alles in "
                    + file
                    + " wird in einer Transaktion dorthin kopiert und zurückgelesen."));
    session
        .output()
        .line(
            session.say(
                "  The file stays: RALF goes on writing it first, and reads approvals from it alone.",
                "  Die Datei bleibt: RALF schreibt sie weiter zuerst und liest Freigaben nur aus ihr."));
  }

  private void told(Handover.Step step) {
    Text done =
        switch (step) {
          case SEALED -> Text.of("sealed", "versiegelt");
          case VERIFIED -> Text.of("verified", "geprüft");
          case TAKEN -> Text.of("taken in one transaction", "in einer Transaktion übernommen");
          case READ_BACK -> Text.of("read back", "zurückgelesen");
          case RECORDED -> Text.of("recorded", "vermerkt");
        };
    session.output().aside("  " + session.say(done));
  }

  private void ended(MemoryService place, Imports.Taken taken) {
    long events = taken.past().heads().position();
    String root = taken.past().heads().root().hex();
    String where = taken.first() + session.say(" to ", " bis ") + taken.last();
    String what =
        taken.now()
            ? session.say(
                events + " events are in the memory, at positions " + where + ".",
                events + " Ereignisse sind im Gedächtnis, an den Positionen " + where + ".")
            : session.say(
                events + " events were in the memory already, at positions " + where + ".",
                events + " Ereignisse waren schon im Gedächtnis, an den Positionen " + where + ".");
    session.output().line("OK: " + what);
    session.output().line("  " + session.say("digest of all heads ", "Summe aller Köpfe ") + root);
    session
        .output()
        .document(
            Json.object()
                .with("verdict", Verdict.OK.name())
                .with("service", place.deployment().service().value())
                .with("store", taken.store().toString())
                .with("events", events)
                .with("first", taken.first())
                .with("last", taken.last())
                .with("heads", root)
                .with("taken_now", taken.now()));
  }

  private static Finding unasked(MemoryService place) {
    String service = place.deployment().service().value();
    return Finding.blocker(
            "RALF-J030",
            Text.of(
                "nobody agreed to hand the journal over",
                "niemand hat zugestimmt, das Journal zu übergeben"))
        .help(Text.same("ralf journal handover " + service + " --yes"));
  }
}
