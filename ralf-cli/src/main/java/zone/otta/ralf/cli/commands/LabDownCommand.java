package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zone.otta.ralf.cli.phases.LabProcess;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.json.Json;

/** {@code ralf lab down}. */
@CommandLine.Command(
    name = "down",
    description = "End the lab of a folder.",
    footer = {"", "Example:", "  ralf lab down --dir /tmp/lab"})
public final class LabDownCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Option(names = "--dir", required = true, paramLabel = "DIR", description = "its home")
  Path dir = Path.of("");

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    LabProcess.in(session.absolute(dir), session).stop();
    session.output().line(session.say("The lab has ended.", "Das Labor ist beendet."));
    session.output().document(Json.object().with("ended", dir.toString()));
    return Exit.OK;
  }
}
