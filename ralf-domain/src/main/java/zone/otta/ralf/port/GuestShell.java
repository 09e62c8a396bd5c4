package zone.otta.ralf.port;

import java.util.List;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Answers;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.site.Ctid;

/**
 * Runs commands of the closed vocabulary inside a container as its root. Rules:
 * docs/contracts/guest-shell.md. Clean environment, no terminal, both streams drained, output
 * bounded (1 MiB each). Not thread-safe.
 */
public interface GuestShell {
  /** Exit code (0 to 255) and what was printed. */
  record Result(int exit, String out, String err) {
    public boolean ok() {
      return exit == 0;
    }
  }

  /**
   * Runs one command.
   *
   * @throws PortException {@code UNREACHABLE} if no exit code came back: the command may have run,
   *     may still be running; {@code REFUSED} if the container does not run or does not exist
   */
  Result run(Ctid ctid, GuestCommand command);

  /**
   * Runs a command that has to succeed.
   *
   * @throws PortException as {@link #run}; {@code REFUSED} with the program's last words if it
   *     failed
   */
  default void require(Ctid ctid, GuestCommand command) {
    Result result = run(ctid, command);
    if (!result.ok()) {
      throw GuestFailure.of(ctid, command, result);
    }
  }

  /** All the questions in one call. */
  default List<Answers.Answer> ask(Ctid ctid, List<GuestQuestion> questions) {
    Result result = run(ctid, new GuestCommand.Ask(questions));
    return Answers.parse(result.out(), questions.size())
        .orElseThrow(
            () ->
                new PortException(
                    Fault.NOT_UNDERSTOOD,
                    "RALF-W006",
                    Text.of(
                        "container "
                            + ctid
                            + " answered the questions incompletely (exit "
                            + result.exit()
                            + ")",
                        "Container "
                            + ctid
                            + " hat die Fragen unvollständig beantwortet (Ende "
                            + result.exit()
                            + ")"),
                    Text.of("run the command again", "Befehl wiederholen")));
  }
}
