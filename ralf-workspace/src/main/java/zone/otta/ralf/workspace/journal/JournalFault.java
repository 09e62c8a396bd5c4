package zone.otta.ralf.workspace.journal;

import java.nio.file.Path;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/** What can be wrong with the journal, as exceptions with a code. */
final class JournalFault {
  private JournalFault() {}

  static PortException held(Path lock, Optional<JournalHolder> holder) {
    Text who =
        holder
            .map(h ->
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
