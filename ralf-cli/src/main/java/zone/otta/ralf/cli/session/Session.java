package zone.otta.ralf.cli.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import zone.otta.ralf.cli.render.Output;
import zone.otta.ralf.cli.wiring.Worlds;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.diagnostics.Text;

/** One call of a command. */
public final class Session {
  private final Surroundings here;
  private final GlobalOptions options;
  private final Worlds worlds;
  private final Language language;
  private final Output output;

  public Session(Surroundings here, GlobalOptions options, Worlds worlds) {
    this.here = here;
    this.options = options;
    this.worlds = worlds;
    this.language = Languages.choose(options.language, here);
    this.output =
        new Output(
            here.out(),
            here.err(),
            here.style(options.plain),
            language,
            options.format == GlobalOptions.Format.JSON);
  }

  /** The same call, in another workspace with its own state: how {@code demo} walks. */
  public Session in(Path workspace) {
    GlobalOptions moved = new GlobalOptions();
    moved.format = options.format;
    moved.language = options.language;
    moved.plain = options.plain;
    moved.strict = options.strict;
    moved.verbose = options.verbose;
    moved.workspace = Optional.of(workspace);
    moved.state = Optional.of(workspace.resolve(".ralf"));
    return new Session(here.in(workspace), moved, worlds);
  }

  public Surroundings here() {
    return here;
  }

  public Worlds worlds() {
    return worlds;
  }

  public Output output() {
    return output;
  }

  public Language language() {
    return language;
  }

  public String say(Text text) {
    return text.in(language);
  }

  public String say(String en, String de) {
    return language == Language.DE ? de : en;
  }

  public boolean strict() {
    return options.strict;
  }

  public boolean verbose() {
    return options.verbose;
  }

  /** The workspace a person named; else it is searched for. */
  public Optional<Path> namedWorkspace() {
    return options
        .workspace
        .or(() -> here.variable("RALF_WORKSPACE").map(Path::of))
        .map(this::absolute);
  }

  /** The state directory a person named; else it is in the workspace. */
  public Optional<Path> namedState() {
    return options.state.or(() -> here.variable("RALF_STATE").map(Path::of)).map(this::absolute);
  }

  /** Paths are relative to where the program was called. */
  public Path absolute(Path path) {
    return here.directory().resolve(path).normalize();
  }

  /** Asks the person at the terminal; the caller has made sure that there is one. */
  public String ask(String question) {
    here.err().print(question + " ");
    here.err().flush();
    try {
      String answer =
          new BufferedReader(new InputStreamReader(here.in(), StandardCharsets.UTF_8)).readLine();
      return answer == null ? "" : answer.strip();
    } catch (IOException e) {
      return "";
    }
  }
}
