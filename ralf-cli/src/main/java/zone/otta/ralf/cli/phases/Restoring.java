package zone.otta.ralf.cli.phases;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;

/** Restores an archive into the empty memory of a service that RALF brought up. */
public final class Restoring {
  private final Session session;
  private final Workspace workspace;

  public Restoring(Session session) {
    this.session = session;
    this.workspace = Workspace.require(session);
  }

  /**
   * Looks at the memory, shows what it will do, asks, does it, recomputes what is there. What is
   * there already is only said again.
   *
   * @param archive was checked before
   * @param agreed asks whoever decides; only called if there is something to do
   */
  public Exit walk(ReadArchive archive, String service, BooleanSupplier agreed) {
    return new HandedMemory(session)
        .open(
            Optional.of(service),
            (memory, place, ledger) -> {
              UUID store = memory.store();
              if (!memory.holds(archive.archived())) {
                show(archive, place, store);
                if (!agreed.getAsBoolean()) {
                  throw new Refused(Exit.APPROVAL, unasked(archive, place));
                }
              }
              boolean now = memory.restore(archive.file(), archive.kept());
              boolean handed = ledger.handedOver().filter(h -> h.store().equals(store)).isPresent();
              Optional<String> next =
                  handed || archive.archived().pasts().isEmpty()
                      ? Optional.empty()
                      : Optional.of(MemoryService.HAND_OVER + place.deployment().service().value());
              told(archive, place, store, now);
              next.ifPresent(this::told);
              document(archive, place, store, now, next);
              return Exit.OK;
            });
  }

  private void show(ReadArchive archive, MemoryService place, UUID store) {
    session
        .output()
        .line(
            session.say("archive: ", "Archiv: ")
                + name(archive)
                + ", "
                + session.say(archive.counts())
                + archive
                    .kept()
                    .map(
                        k ->
                            session.say(
                                ", fits its anchor at position " + k.position(),
                                ", der Anker an Position " + k.position() + " stimmt"))
                    .orElse(
                        session.say(", compared with no anchor", ", mit keinem Anker verglichen")));
    session.output().lines(archive.lines(session));
    place.told(store, session);
    session
        .output()
        .line(
            session.say(
                "  It is empty. All of the archive goes there in one transaction and is recomputed.",
                "  Es ist leer. Das ganze Archiv kommt in einer Transaktion dorthin und wird nachgerechnet."));
  }

  private String name(ReadArchive archive) {
    return workspace.name(archive.file());
  }

  private void told(ReadArchive archive, MemoryService place, UUID store, boolean now) {
    String service = place.deployment().service().value();
    Text counts = archive.counts();
    session
        .output()
        .line(
            "OK: "
                + (now
                    ? session.say(
                        counts.en()
                            + " are restored in "
                            + service
                            + ", recomputed there and here.",
                        counts.de()
                            + " sind in "
                            + service
                            + " wiederhergestellt, dort und hier nachgerechnet.")
                    : session.say(
                        counts.en() + " were in " + service + " already; recomputed.",
                        counts.de() + " waren schon in " + service + "; nachgerechnet.")));
    session
        .output()
        .line(
            session.say("  store ", "  Speicher ")
                + store
                + session.say(", root ", ", Wurzel ")
                + archive.archived().anchor().root());
    if (archive.archived().pasts().isEmpty()) {
      session
          .output()
          .line(
              session.say(
                  "  It knows of no journal that was handed over: a hand-over of the same streams is refused (RALF-J031).",
                  "  Von einem übergebenen Journal weiß es nichts: eine Übergabe derselben Ströme wird abgelehnt (RALF-J031)."));
    }
  }

  private void told(String next) {
    session
        .output()
        .line(
            session.say("next: ", "weiter: ")
                + next
                + session.say(
                    "    finds the journal's past there; what comes goes there",
                    "    findet die Vergangenheit des Journals dort; was kommt, geht dorthin"));
  }

  private void document(
      ReadArchive archive, MemoryService place, UUID store, boolean now, Optional<String> next) {
    session
        .output()
        .document(
            Json.object()
                .with("verdict", Verdict.OK.name())
                .with("service", place.deployment().service().value())
                .with("store", store.toString())
                .with("file", name(archive))
                .withOptional("anchor", archive.kept(), k -> new Json.Num(k.position()))
                .with("archive", archive.json())
                .with("restored_now", now)
                .withOptional("next", next, Json.Str::new));
  }

  private Finding unasked(ReadArchive archive, MemoryService place) {
    String service = place.deployment().service().value();
    return Finding.blocker(
            "RALF-J044",
            Text.of(
                "nobody agreed to restore the archive into " + service,
                "niemand hat zugestimmt, das Archiv in " + service + " wiederherzustellen"))
        .help(Text.same("ralf journal restore " + name(archive) + " --into " + service + " --yes"));
  }
}
