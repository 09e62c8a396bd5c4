package zone.otta.ralf.port;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.site.Ctid;

/** What to say of a command that failed inside a container. */
public final class GuestFailure {
  private static final List<String> CAUSES =
      List.of("No space left on device", "Read-only file system", "Could not get lock");

  private GuestFailure() {}

  public static PortException of(Ctid ctid, GuestCommand command, GuestShell.Result result) {
    String said = said(command, result).orElse("exit " + result.exit());
    return new PortException(
        Fault.REFUSED,
        "RALF-A011",
        Text.of(
            "`" + command.title() + "` in container " + ctid + " failed: " + said,
            "`" + command.title() + "` in Container " + ctid + " fehlgeschlagen: " + said),
        Text.of(
            "mend the cause inside the container, then resume the run",
            "Ursache im Container beheben, dann den Lauf fortsetzen"));
  }

  /**
   * The first line that names a cause, else the last one: apt and dpkg end with lines that say only
   * that something failed. Of SQL only the server's own message, since a quoted line may quote a
   * verifier.
   */
  private static Optional<String> said(GuestCommand command, GuestShell.Result result) {
    if (command instanceof GuestCommand.Psql) {
      return result
          .err()
          .lines()
          .filter(l -> l.contains("ERROR: ") || l.contains("FATAL: "))
          .findFirst();
    }
    String text = result.err().isBlank() ? result.out() : result.err();
    return (result.err() + "\n" + result.out())
        .lines()
        .filter(l -> CAUSES.stream().anyMatch(l::contains))
        .findFirst()
        .map(String::strip)
        .or(() -> text.lines().filter(l -> !l.isBlank()).reduce((a, b) -> b));
  }
}
