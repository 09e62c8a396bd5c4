package zone.otta.ralf.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import zone.otta.ralf.cli.commands.Command;
import zone.otta.ralf.cli.render.Found;
import zone.otta.ralf.cli.render.SafeText;
import zone.otta.ralf.cli.session.BlockedCard;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Languages;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.session.Surroundings;
import zone.otta.ralf.cli.session.Version;
import zone.otta.ralf.cli.wiring.Worlds;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/** The program {@code ralf}. */
public final class Ralf {
  private final Surroundings here;
  private final Worlds worlds;

  public Ralf(Surroundings here) {
    this(here, new Worlds());
  }

  public Ralf(Surroundings here, Worlds worlds) {
    this.here = here;
    this.worlds = worlds;
  }

  public static void main(String... args) {
    System.exit(new Ralf(Surroundings.ofProcess()).run(args).code());
  }

  /** Runs one command. Never throws: whatever goes wrong becomes an exit code and a message. */
  public Exit run(String... args) {
    Arguments arguments = Arguments.of(List.of(args));
    Language language = Languages.choose(arguments.language(), here);
    if (arguments.version()) {
      here.out().println("ralf " + Version.RALF);
      return Exit.OK;
    }
    if (arguments.command().isEmpty()) {
      here.out().print(Help.root(language, here.style(arguments.plain())));
      return Exit.OK;
    }
    return CommandTable.find(arguments.command())
        .map(path -> command(path, arguments, language))
        .orElseGet(() -> unknown(arguments, language));
  }

  private Exit command(String path, Arguments arguments, Language language) {
    Command command = CommandTable.create(path);
    CommandLine line = Specs.line(path, command, language);
    String[] words = path.split(" ");
    try {
      line.parseArgs(arguments.after(words.length));
      CommandLine parsed = Specs.innermost(line, words);
      if (parsed.isUsageHelpRequested()) {
        here.out().print(Specs.help(parsed, language));
        return Exit.OK;
      }
    } catch (ParameterException e) {
      return usage(UsageText.of(e).in(language), "ralf " + path + " --help", language);
    }
    return run(command, new Session(here, command.globals(), worlds));
  }

  private Exit run(Command command, Session session) {
    try {
      return command.run(session);
    } catch (BlockedCard e) {
      return refused(session, e.findings(), Exit.BLOCKER);
    } catch (Refused e) {
      return refused(session, Found.all(e.findings(), session.language()), e.exit());
    } catch (PortException e) {
      Exit exit = e.fault() == Fault.UNREACHABLE ? Exit.UNREACHABLE : Exit.BLOCKER;
      return refused(session, List.of(Found.of(e.finding(), session.language())), exit);
    } catch (RuntimeException | Error e) {
      return Defect.report(e, session);
    }
  }

  private static Exit refused(Session session, List<Found> findings, Exit exit) {
    session.output().settle();
    session.output().findings(findings);
    session
        .output()
        .event(
            Json.object()
                .with("verdict", Verdict.BLOCKER.name())
                .with("findings", Json.array(findings, Found::json)));
    return exit;
  }

  private Exit unknown(Arguments arguments, Language language) {
    String word = arguments.command().get(0);
    Optional<String> near = CommandTable.nearest(word);
    boolean german = language == Language.DE;
    String message =
        (german ? "unbekannter Befehl: " : "unknown command: ")
            + word
            + near.map(n -> german ? " (gemeint: " + n + "?)" : " (did you mean " + n + "?)")
                .orElse("");
    return usage(message, "ralf --help", language);
  }

  private Exit usage(String message, String help, Language language) {
    here.err().println("ralf: " + SafeText.of(message));
    here.err().println((language == Language.DE ? "Hilfe: " : "Help: ") + help);
    return Exit.USAGE;
  }
}
