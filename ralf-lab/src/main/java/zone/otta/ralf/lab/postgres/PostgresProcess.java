package zone.otta.ralf.lab.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One real postmaster. Not thread-safe. */
final class PostgresProcess {
  /**
   * The shell between us and the server asks it for a fast shutdown when our end of the pipe
   * closes, however we die. No shutdown hook is needed, and SIGKILL of the lab leaves no server.
   */
  private static final String WATCH =
      "exec 3<&0; \"$@\" </dev/null 3<&- & p=$!; { read x <&3; kill -INT $p; } 2>/dev/null & w=$!;"
          + " exec 3<&-; wait $p; r=$?; kill $w 2>/dev/null; exit $r";

  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
  private final Path bin;
  private final Path home;
  private final Path data;
  private final Path log;
  private @Nullable Process shell;

  PostgresProcess(Path bin, Path home, Path data, Path log) {
    this.bin = bin;
    this.home = home;
    this.data = data;
    this.log = log;
  }

  boolean running() {
    Process process = shell;
    return process != null && process.isAlive();
  }

  /** Starts and waits until the server accepts connections; false if it ended instead. */
  boolean start(Path configuration) throws IOException, InterruptedException {
    var argv = new ArrayList<>(List.of("/bin/sh", "-c", WATCH, "ralf-lab-postgres"));
    argv.addAll(
        ServerUser.command(
            List.of(
                bin.resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-c",
                "config_file=" + configuration)));
    var builder =
        new ProcessBuilder(argv)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    shell = process;
    long end = System.nanoTime() + START_NANOS;
    while (!ready(process)) {
      if (!process.isAlive()) {
        return false;
      }
      if (System.nanoTime() > end) {
        stop();
        return false;
      }
      Thread.sleep(5);
    }
    return true;
  }

  /**
   * A lock file left by a crash also says "ready": it counts only if the process is our shell's
   * child.
   */
  private boolean ready(Process process) throws IOException {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.size() >= 8
          && lines.get(7).strip().equals("ready")
          && ProcessHandle.of(Long.parseLong(lines.get(0)))
              .flatMap(ProcessHandle::parent)
              .filter(p -> p.pid() == process.pid())
              .isPresent();
    } catch (NoSuchFileException notYet) {
      return false;
    }
  }

  /** The postmaster's process id. */
  long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
  }

  void reload() throws IOException, InterruptedException {
    signal("HUP");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
  }

  /** Fast shutdown; immediate after ten seconds. */
  void stop() throws IOException, InterruptedException {
    Process process = shell;
    if (process == null) {
      return;
    }
    closeQuietly(process.getOutputStream());
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      signal("QUIT");
      process.waitFor();
    }
    shell = null;
  }

  private static void closeQuietly(OutputStream pipe) {
    try {
      pipe.close();
    } catch (IOException alreadyGone) {
      // the shell ended before us
    }
  }
}
