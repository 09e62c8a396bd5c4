package zone.otta.ralf.workspace.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/** What can be wrong with files of the state directory, as exceptions with a code. */
public final class StoreFault {
  private static final Text UNKNOWN = Text.of("input/output error", "Ein-/Ausgabefehler");

  private StoreFault() {}

  /** {@code RALF-J004}: the operating system refused. */
  public static PortException io(Path file, IOException cause) {
    Text reason = reason(cause);
    return new PortException(
        Fault.REFUSED,
        "RALF-J004",
        Text.of(
            "cannot use " + file + ": " + reason.en(), file + " nicht benutzbar: " + reason.de()),
        Text.of(
            "Check owner, mode and free space, or name another place with --state DIR",
            "Besitzer, Rechte und freien Platz prüfen oder mit --state DIR einen anderen Ort nennen"));
  }

  /** {@code RALF-J006}: others could read or change what they must not. */
  static PortException open(Path file, String mode, String wanted) {
    return new PortException(
        Fault.REFUSED,
        "RALF-J006",
        Text.of(
            "%s has mode %s: other users could use it".formatted(file, mode),
            "%s hat die Rechte %s: andere Benutzer kämen daran".formatted(file, mode)),
        Text.same("chmod " + wanted + " " + file));
  }

  /** {@code RALF-J009}: a file does not hold what RALF writes there. */
  public static PortException notUnderstood(Path file, Text why) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-J009",
        Text.of(
            "%s is not understood: %s".formatted(file, why.en()),
            "%s wird nicht verstanden: %s".formatted(file, why.de())),
        Optional.of(
            Text.of(
                "Restore the file from a backup or move it away",
                "Die Datei aus einer Sicherung holen oder wegräumen")));
  }

  private static Text reason(IOException cause) {
    return switch (cause) {
      case AccessDeniedException e -> Text.of("permission denied", "Zugriff verweigert");
      case NoSuchFileException e -> Text.of("no such file", "Datei nicht vorhanden");
      case FileAlreadyExistsException e -> Text.of("already exists", "gibt es schon");
      case NotDirectoryException e -> Text.of("not a directory", "kein Verzeichnis");
      case FileSystemException e ->
          Optional.ofNullable(e.getReason()).map(Text::same).orElse(UNKNOWN);
      default -> UNKNOWN;
    };
  }
}
