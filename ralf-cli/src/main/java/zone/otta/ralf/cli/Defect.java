package zone.otta.ralf.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.session.Version;
import zone.otta.ralf.json.Json;

/**
 * RALF itself is wrong. The person gets one sentence and a file to send; the file holds class names
 * and lines, and no message of an exception, because a message may repeat what it was about.
 */
final class Defect {
  private Defect() {}

  static Exit report(Throwable defect, Session session) {
    session.output().settle();
    String where = write(text(defect), session);
    session
        .output()
        .aside(
            session.say(
                "RALF-A000: a defect in RALF, not in your card. Please send " + where,
                "RALF-A000: ein Fehler in RALF, nicht in der Karte. Bitte einsenden: " + where));
    session.output().event(Json.object().with("defect", "RALF-A000").with("report", where));
    return Exit.DEFECT;
  }

  private static String text(Throwable defect) {
    var text = new StringWriter();
    var out = new PrintWriter(text);
    out.println("RALF " + Version.RALF + ", Java " + Runtime.version());
    for (Throwable t = defect; t != null; t = t.getCause()) {
      out.println(t.getClass().getName());
      for (StackTraceElement element : t.getStackTrace()) {
        out.println("    at " + element);
      }
    }
    return text.toString();
  }

  private static String write(String text, Session session) {
    try {
      Path file =
          Files.createTempFile(
              "ralf-defect-",
              ".txt",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, session.output().redactor().apply(text));
      return file.toString();
    } catch (IOException e) {
      return text;
    }
  }
}
