package zone.otta.ralf.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Surroundings;
import zone.otta.ralf.cli.wiring.Worlds;

/** Calls the program in this process and keeps what it printed. */
final class Call {
  static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  /** Exit code and both streams. */
  record Result(Exit exit, String out, String err) {
    String all() {
      return out + err;
    }
  }

  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private Worlds worlds = new Worlds();
  private InstantSource clock = InstantSource.fixed(NOW);
  private String terminals = "";
  private String typed = "";
  private boolean together;

  private Call(Path directory) {
    this.directory = directory;
  }

  static Call in(Path directory) {
    return new Call(directory);
  }

  Call with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Call with(Worlds other) {
    worlds = other;
    return this;
  }

  Call at(InstantSource other) {
    clock = other;
    return this;
  }

  /** On a terminal, where the person types this. */
  Call typing(String text) {
    terminals = "ioe";
    typed = text;
    return this;
  }

  /** Both streams in one, as a person sees them. */
  Call together() {
    together = true;
    return this;
  }

  Result run(String... args) {
    var out = new ByteArrayOutputStream();
    var err = together ? out : new ByteArrayOutputStream();
    PrintStream standard = new PrintStream(out, true, StandardCharsets.UTF_8);
    Surroundings here =
        new Surroundings(
            directory,
            environment,
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
            standard,
            together ? standard : new PrintStream(err, true, StandardCharsets.UTF_8),
            terminals,
            Optional.empty(),
            clock);
    Exit exit = new Ralf(here, worlds).run(args);
    return new Result(
        exit,
        out.toString(StandardCharsets.UTF_8),
        together ? "" : err.toString(StandardCharsets.UTF_8));
  }
}
