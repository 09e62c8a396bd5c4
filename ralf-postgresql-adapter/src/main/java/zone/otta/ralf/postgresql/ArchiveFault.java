package zone.otta.ralf.postgresql;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/** What can be wrong with an archive, as exceptions with a code. */
final class ArchiveFault {
  private ArchiveFault() {}

  static PortException file(Path file, IOException e) {
    Text why =
        switch (e) {
          case FileAlreadyExistsException there -> Text.of("is there already", "ist schon da");
          case NoSuchFileException missing -> Text.of("is not there", "ist nicht da");
          default -> Text.same(e.getClass().getSimpleName());
        };
    return new PortException(
        Fault.REFUSED,
        "RALF-J040",
        Text.of(
            "the archive %s cannot be used: %s".formatted(file, why.en()),
            "das Archiv %s ist nicht zu gebrauchen: %s".formatted(file, why.de())),
        Text.of(
            "name a new file in a folder that can be written, or the file of a backup",
            "eine neue Datei in einem beschreibbaren Verzeichnis nennen oder die Datei einer Sicherung"));
  }

  static PortException damaged(Path file, long line, Text what) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-J041",
        Text.of(
            "the archive %s is damaged: line %d: %s".formatted(file, line, what.en()),
            "das Archiv %s ist beschädigt: Zeile %d: %s".formatted(file, line, what.de())),
        Text.of(
            "nothing was restored from it; take another copy of it or an older archive",
            "nichts wurde daraus wiederhergestellt; eine andere Kopie oder ein älteres Archiv nehmen"));
  }

  static PortException notEmpty(PostgresAccess access) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-J042",
        Text.of(
            "the memory in %s is not empty".formatted(access.server()),
            "das Gedächtnis in %s ist nicht leer".formatted(access.server())),
        Text.of(
            "nothing was changed: histories are never mixed. Restore into a new database with RALF's schema",
            "nichts wurde geändert: Geschichten werden nie gemischt. In eine neue Datenbank mit RALFs Schema wiederherstellen"));
  }

  static PortException otherHistory(Path file, Text what) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-J043",
        Text.of(
            "the archive %s is not what the anchor says: %s".formatted(file, what.en()),
            "das Archiv %s ist nicht, was der Anker sagt: %s".formatted(file, what.de())),
        Text.of(
            "nothing was changed: archive or anchor were changed, or belong to two memories. Compare an older archive with it",
            "nichts wurde geändert: Archiv oder Anker wurden verändert oder gehören zu zwei Gedächtnissen. Ein älteres Archiv damit vergleichen"));
  }
}
