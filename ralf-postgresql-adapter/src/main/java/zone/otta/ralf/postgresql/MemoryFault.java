package zone.otta.ralf.postgresql;

import java.util.UUID;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/** What can be wrong with a memory in a database, as exceptions with a code. */
final class MemoryFault {
  private MemoryFault() {}

  static PortException unreachable(PostgresAccess access, Text why) {
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-J020",
        Text.of(
            "the memory's database %s cannot be used: %s".formatted(access.server(), why.en()),
            "die Datenbank des Gedächtnisses %s ist nicht zu gebrauchen: %s"
                .formatted(access.server(), why.de())),
        Text.of(
            "nothing was changed; see that the server runs and answers, then try again",
            "nichts wurde geändert; nachsehen, ob der Server läuft und antwortet, dann erneut versuchen"));
  }

  static PortException unknown(PostgresAccess access, Text why) {
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-J021",
        Text.of(
            "the memory's database %s was lost while it stored: whether it is stored is unknown (%s)"
                .formatted(access.server(), why.en()),
            "die Datenbank des Gedächtnisses %s ging beim Speichern verloren: ob gespeichert ist, ist unbekannt (%s)"
                .formatted(access.server(), why.de())),
        Text.of(
            "do the same again: what is stored already is then found and not stored twice",
            "dasselbe noch einmal tun: was schon gespeichert ist, wird dabei gefunden und nicht doppelt gespeichert"));
  }

  static PortException refused(PostgresAccess access, Text words) {
    return new PortException(
        Fault.REFUSED,
        "RALF-J022",
        Text.of(
            "the memory's database %s refuses: %s".formatted(access.server(), words.en()),
            "die Datenbank des Gedächtnisses %s lehnt ab: %s"
                .formatted(access.server(), words.de())),
        Text.of(
            "check login, secret, pinned certificate and free space; nothing was changed",
            "Anmeldung, Geheimnis, angeheftetes Zertifikat und freien Platz prüfen; nichts wurde geändert"));
  }

  static PortException another(PostgresAccess access, Text what) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-J023",
        Text.of(
            "%s does not hold the memory that was expected: %s"
                .formatted(access.server(), what.en()),
            "%s enthält nicht das erwartete Gedächtnis: %s".formatted(access.server(), what.de())),
        Text.of(
            "see that this is the right server and database; `ralf plan` shows an older schema's change",
            "prüfen, ob es Server und Datenbank sind, die gemeint sind; `ralf plan` zeigt die Änderung eines älteren Schemas"));
  }

  static PortException damaged(PostgresAccess access, Text what) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-J024",
        Text.of(
            "the memory in %s is damaged: %s".formatted(access.server(), what.en()),
            "das Gedächtnis in %s ist beschädigt: %s".formatted(access.server(), what.de())),
        Text.of(
            "nothing is changed in it; restore the database from a verified backup",
            "es wird nicht verändert; die Datenbank aus einer geprüften Sicherung wiederherstellen"));
  }

  static PortException merged(PostgresAccess access) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-J031",
        Text.of(
            "the memory in %s already has streams of the same names".formatted(access.server()),
            "das Gedächtnis in %s hat schon Ströme derselben Namen".formatted(access.server())),
        Text.of(
            "nothing was changed: histories are never merged. Hand over to a memory that is new",
            "nichts wurde geändert: Geschichten werden nie gemischt. An ein neues Gedächtnis übergeben"));
  }

  static PortException otherPast(PostgresAccess access, UUID source) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-J032",
        Text.of(
            "the memory in %s took journal %s before, with other events"
                .formatted(access.server(), source),
            "das Gedächtnis in %s übernahm Journal %s schon einmal, mit anderen Ereignissen"
                .formatted(access.server(), source)),
        Text.of(
            "nothing was changed: another copy of this state directory was handed over; go on with that one",
            "nichts wurde geändert: eine andere Kopie dieses Zustandsverzeichnisses wurde übergeben; mit jener weiterarbeiten"));
  }
}
