package zone.otta.ralf.cli.commands;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.render.DiagnosticPage;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.json.Json;

/** {@code ralf explain}. */
@CommandLine.Command(
    name = "explain",
    description = "Say what a finding means, why it matters and what to do.",
    footer = {"", "Example:", "  ralf explain RALF-P003"})
public final class ExplainCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "CODE", description = "for example RALF-P003, or P003")
  String code = "";

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    String upper = code.toUpperCase(Locale.ROOT);
    String id = upper.startsWith("RALF-") ? upper : "RALF-" + upper;
    var page = DiagnosticPage.of(id, session.language());
    if (page.isEmpty()) {
      session.output().aside(session.say("no such code: ", "kein solcher Code: ") + id);
      session.output().event(Json.object().with("code", id).with("known", false));
      return Exit.USAGE;
    }
    session.output().line(page.get().strip());
    session.output().document(Json.object().with("code", id).with("text", page.get().strip()));
    return Exit.OK;
  }
}
