package zone.otta.ralf.cli.commands;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import zone.otta.ralf.cli.phases.Memory;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;

/** {@code ralf journal verify}. */
@CommandLine.Command(
    name = "verify",
    description = "Recompute every hash of the journal. Damage ends with exit code 3.",
    footer = {"", "Example:", "  ralf journal verify"})
public final class JournalVerifyCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    Optional<Memory> memory = Memory.read(Workspace.find(session));
    // Opening already reads and checks everything; damage is thrown with its position.
    Optional<Text> damage = memory.flatMap(m -> m.journal().verify());
    if (damage.isPresent()) {
      session.output().aside("BLOCKER[RALF-J002]: " + session.say(damage.get()));
      session.output().document(answer(Verdict.BLOCKER, session.say(damage.get())));
      return Exit.BLOCKER;
    }
    String whole =
        memory.isEmpty()
            ? session.say("No journal here.", "Hier ist kein Journal.")
            : session.say("The journal is whole.", "Das Journal ist heil.");
    session.output().line("OK: " + whole);
    session.output().document(answer(Verdict.OK, whole));
    return Exit.OK;
  }

  private static Json.Obj answer(Verdict verdict, String text) {
    return Json.object().with("verdict", verdict.name()).with("summary", text);
  }
}
