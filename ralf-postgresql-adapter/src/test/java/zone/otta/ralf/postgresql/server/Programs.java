package zone.otta.ralf.postgresql.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program to its end; one that fails shows what it said. */
final class Programs {
  private Programs() {}

  static void run(List<String> command, String input) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    clear(builder);
    Process process = builder.start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0 || said.contains("ERROR:") || said.contains("FATAL:")) {
      throw new IOException(command + ": " + said);
    }
  }

  static void clear(ProcessBuilder builder) {
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("LC_ALL", "C");
  }

  /** PostgreSQL does not run as root; in a user namespace of its own, root is nobody. */
  static List<String> asServer(List<String> command) throws IOException {
    if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      return command;
    }
    List<String> all = new ArrayList<>(List.of("unshare", "-U"));
    all.addAll(command);
    return all;
  }
}
