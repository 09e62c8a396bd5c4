package zone.otta.ralf.cli.session;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.cli.render.Style;

/**
 * What the process finds around it. The only place where RALF asks the JVM for it.
 *
 * @param directory where it was called
 * @param terminals which of the standard streams are terminals: {@code i}, {@code o}, {@code e};
 *     the launcher knows
 * @param home where RALF is installed, as the launcher says; empty without one
 */
public record Surroundings(
    Path directory,
    Map<String, String> environment,
    InputStream in,
    PrintStream out,
    PrintStream err,
    String terminals,
    Optional<Path> home,
    InstantSource clock) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  public static Surroundings ofProcess() {
    return new Surroundings(
        Path.of("").toAbsolutePath(),
        System.getenv(),
        System.in,
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        System.getProperty("ralf.tty", ""),
        Optional.ofNullable(System.getProperty("ralf.home")).map(Path::of),
        InstantSource.system());
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** The variable, if it is set and not empty. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(v -> !v.isEmpty());
  }

  /** Whether a person sits there who can be asked. */
  public boolean interactive() {
    return terminals.contains("i") && terminals.contains("e");
  }

  /** What the terminals can do, and what the person wants of it. */
  public Style style(boolean plain) {
    boolean dumb = variable("TERM").filter(t -> t.equals("dumb")).isPresent();
    boolean symbols = !plain && !dumb;
    boolean live = symbols && terminals.contains("e");
    boolean colour = live && terminals.contains("o") && variable("NO_COLOR").isEmpty();
    return new Style(colour, symbols, live, columns());
  }

  private int columns() {
    try {
      return variable("COLUMNS")
          .map(Integer::parseInt)
          .filter(w -> w >= 40 && w <= 400)
          .orElse(Style.WIDTH);
    } catch (NumberFormatException e) {
      return Style.WIDTH;
    }
  }

  /** The same, called in another folder. */
  Surroundings in(Path folder) {
    return new Surroundings(folder, environment, in, out, err, terminals, home, clock);
  }

  public String user() {
    return System.getProperty("user.name", "unknown");
  }

  /** The machine's name as its kernel has it. */
  public String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (java.io.IOException e) {
      return variable("HOSTNAME").orElse("unknown");
    }
  }

  public long processId() {
    return ProcessHandle.current().pid();
  }
}
