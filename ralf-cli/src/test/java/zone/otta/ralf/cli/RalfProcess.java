package zone.otta.ralf.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The program as a process of its own, which can be killed. */
final class RalfProcess {
  /** How it ended; 137 is SIGKILL. */
  record Ended(int code, String out, String err) {}

  /** The program itself. */
  static final String RALF = "zone.otta.ralf.cli.Ralf";

  private final Process process;
  private final Path err;
  private final StringBuilder out = new StringBuilder();
  private final BufferedReader lines;

  private RalfProcess(Process process, Path err) {
    this.process = process;
    this.err = err;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static RalfProcess start(Path directory, Path log, String... args) {
    return start(RALF, directory, log, Map.of(), List.of(), args);
  }

  /**
   * The same with more.
   *
   * @param main the class with the main method
   * @param environment variables beside the usual
   * @param options of the virtual machine
   */
  static RalfProcess start(
      String main,
      Path directory,
      Path log,
      Map<String, String> environment,
      List<String> options,
      String... args) {
    // Who started the tests may ignore Ctrl-C, and a child would inherit that.
    var command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dguice_bytecode_gen_option=DISABLED"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(args));
    try {
      Path err = Files.createTempFile(log, "err-", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.environment().keySet().removeIf(k -> k.startsWith("RALF_") || k.startsWith("LC_"));
      builder.environment().put("LANG", "C.UTF-8");
      builder.environment().putAll(environment);
      builder.redirectError(err.toFile());
      return new RalfProcess(builder.start(), err);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Kills it as soon as it prints such a line. */
  Ended killAt(Predicate<String> line) {
    try {
      for (String next = lines.readLine(); next != null; next = lines.readLine()) {
        out.append(next).append('\n');
        if (line.test(next)) {
          kill();
          break;
        }
      }
      return new Ended(process.waitFor(), out.toString(), Files.readString(err));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** SIGKILL by the handle: {@code Process} itself would close what was printed before. */
  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** SIGTERM. */
  void terminate() {
    process.toHandle().destroy();
  }

  Ended end() {
    return killAt(line -> false);
  }

  /** Reads until it prints such a line; what it printed since, that line included. */
  List<String> until(Predicate<String> line) {
    var read = new ArrayList<String>();
    try {
      for (String next = lines.readLine(); next != null; next = lines.readLine()) {
        read.add(next);
        if (line.test(next)) {
          return read;
        }
      }
      throw new IllegalStateException("ended: " + read + Files.readString(err));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ctrl-C. */
  Ended interrupt() {
    try {
      int sent = new ProcessBuilder("kill", "-INT", Long.toString(pid())).start().waitFor();
      if (sent != 0) {
        throw new IllegalStateException("kill ended with " + sent);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return end();
  }
}
