package zone.otta.ralf.workspace.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/** What can be wrong with the journal, as exceptions with a code. */
final class JournalFault {
  private static final int MAX_NAMED = 5;

  private JournalFault() {}

  static PortException held(Path lock, Optional<JournalHolder> holder) {
    Text who =
        holder
            .map(
                h ->
                    Text.of(
                        "%s on %s, process %d, since %s"
                            .formatted(h.name(), h.host(), h.pid(), h.since()),
                        "%s auf %s, Prozess %d, seit %s"
                            .formatted(h.name(), h.host(), h.pid(), h.since())))
            .orElse(Text.of("another process", "einem anderen Prozess"));
    return new PortException(
        Fault.CONFLICT,
        "RALF-J001",
        Text.of(
            "the journal is in use by " + who.en(), "das Journal ist in Gebrauch von " + who.de()),
        Text.of(
            "Wait until it ends, or end it; the lock (%s) goes with its process".formatted(lock),
            "Warten, bis er endet, oder ihn beenden; die Sperre (%s) endet mit ihrem Prozess"
                .formatted(lock)));
  }

  static PortException damaged(Path file, Damage damage) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-J002",
        Text.of(
            "the journal %s is damaged at %s".formatted(file, damage.text().en()),
            "das Journal %s ist beschädigt: %s".formatted(file, damage.text().de())),
        Text.of(
            "RALF changes nothing in it. Restore the file from a backup; ralf explain RALF-J002",
            "RALF ändert nichts daran. Die Datei aus einer Sicherung holen; ralf explain RALF-J002"));
  }

  /** Found in events that a store gave, not in a file. */
  static PortException damagedAt(long position, Text reason) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-J002",
        Text.of(
            "the journal is damaged at position %d: %s".formatted(position, reason.en()),
            "das Journal ist beschädigt an Position %d: %s".formatted(position, reason.de())),
        Text.same("ralf journal verify"));
  }

  /**
   * @param gone streams of which nothing is there
   */
  static PortException otherThanAnchor(long position, Text objection, List<StreamName> gone) {
    String names =
        gone.stream().limit(MAX_NAMED).map(StreamName::value).collect(Collectors.joining(", "));
    String more = gone.size() > MAX_NAMED ? " (%d)".formatted(gone.size()) : "";
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-J014",
        Text.of(
            "not what its anchor at position %d says: %s".formatted(position, objection.en())
                + (gone.isEmpty() ? "" : "; nothing is left of " + names + more),
            "nicht, was sein Anker an Position %d sagt: %s".formatted(position, objection.de())
                + (gone.isEmpty() ? "" : "; nichts ist übrig von " + names + more)),
        Text.of(
            "If the anchor is right, events are missing or others: ralf explain RALF-J014",
            "Stimmt der Anker, fehlen Ereignisse oder sind andere: ralf explain RALF-J014"));
  }

  static PortException there(Path file) {
    return there(
        file,
        Text.of(
            "Name another file, or replace it with --force",
            "Eine andere Datei nennen oder sie mit --force ersetzen"));
  }

  /** What is never replaced. */
  static PortException keptAnchor(Path file) {
    return there(file, Text.of("Name another file", "Eine andere Datei nennen"));
  }

  private static PortException there(Path file, Text help) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-J015",
        Text.of(file + " is there already", file + " gibt es schon"),
        help);
  }

  static PortException noAnchor(Path file) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-J016",
        Text.of(file + " is not an anchor", file + " ist kein Anker"),
        Text.of(
            "Name a file that ralf journal anchor wrote, or export or backup beside its own: FILE.anchor",
            "Eine Datei nennen, die ralf journal anchor schrieb, oder export oder backup neben die eigene: DATEI.anchor"));
  }

  static PortException noBeginning(Path file, long position) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-J017",
        Text.of(
            "%s begins at position %d, and %s.before.anchor is not there"
                .formatted(file, position, file.getFileName()),
            "%s beginnt bei Position %d, und %s.before.anchor fehlt"
                .formatted(file, position, file.getFileName())),
        Text.of(
            "Put that file back beside it, or export the journal from its beginning",
            "Jene Datei wieder danebenlegen oder das Journal von Anfang an exportieren"));
  }

  static PortException endsBefore(long after, long last) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-J018",
        Text.of(
            "the journal ends at position %d, before %d".formatted(last, after),
            "das Journal endet bei Position %d, vor %d".formatted(last, after)),
        Text.same("ralf journal tail"));
  }

  static PortException moved(Path file) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-J011",
        Text.of(
            "the journal %s was moved away or replaced while it was read".formatted(file),
            "das Journal %s wurde beim Lesen weggeräumt oder ersetzt".formatted(file)),
        Text.of(
            "Run the command again: it reads what is there now",
            "Den Befehl wiederholen: er liest, was jetzt da ist"));
  }

  static PortException outcomeUnknown(Path file) {
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-J005",
        Text.of(
            "writing the journal %s failed: whether the last event is stored is unknown"
                .formatted(file),
            "das Schreiben des Journals %s misslang: ob das letzte Ereignis gespeichert ist, ist offen"
                .formatted(file)),
        Text.of(
            "Check free space and the disk, then run the command again: RALF looks at what is stored",
            "Platz und Platte prüfen, dann den Befehl wiederholen: RALF sieht nach, was gespeichert ist"));
  }
}
