package zone.otta.ralf.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import zone.otta.ralf.cli.Canary.Leak;

/**
 * Looks at all processes of this machine for as long as it is open, first when it is made and last
 * when it is closed, and remembers their arguments, which everybody could have read, and their
 * environments.
 */
final class ProcessWatch implements AutoCloseable {
  private static final long PERIOD_NANOS = 100_000_000;

  /** Has its environment from a person, secrets included. */
  private static final String RALF = "\0zone.otta.ralf.cli.";

  /** Between fork and exec, what it has is its parent's. */
  private static final String HELPER = "jspawnhelper";

  /**
   * @param arguments ended by zeros each
   */
  private record Seen(long pid, String arguments) {}

  private final Map<Seen, String> environments = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean end;
  private volatile int looks;

  ProcessWatch() {
    look();
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("process watch")
            .start(
                () -> {
                  while (!end) {
                    look();
                    LockSupport.parkNanos(PERIOD_NANOS);
                  }
                });
  }

  /** One look more, now. */
  void look() {
    ProcessHandle.allProcesses().forEach(p -> remember(p.pid()));
    looks++;
  }

  /**
   * A process may begin another program between two reads, and of one that just begins not all
   * arguments can be read: what was read in between is then the newer program's environment.
   */
  private void remember(long pid) {
    Seen seen = new Seen(pid, read(pid, "cmdline"));
    if (environments.containsKey(seen)) {
      return;
    }
    String environment = read(pid, "environ");
    Seen now = new Seen(pid, read(pid, "cmdline"));
    if (now.equals(seen) || now.arguments().isEmpty()) {
      environments.put(seen, environment);
    } else {
      environments.put(seen, "");
      environments.putIfAbsent(now, environment);
    }
  }

  /** How often it has looked so far. */
  int looks() {
    return looks;
  }

  /** Empty for processes that are gone, or somebody else's. */
  private static String read(long pid, String file) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  /** In all arguments, and in the environment of every process but RALF itself. */
  List<Leak> leaks(Canary canary) {
    var leaks = new ArrayList<Leak>();
    environments.forEach(
        (seen, environment) -> {
          String process = "process " + seen.pid() + " " + program(seen.arguments());
          leaks.addAll(canary.inText("the arguments of " + process, seen.arguments()));
          if (!seen.arguments().contains(RALF) && !seen.arguments().contains(HELPER)) {
            leaks.addAll(canary.inText("the environment of " + process, environment));
          }
        });
    return leaks;
  }

  private static String program(String arguments) {
    int zero = arguments.indexOf('\0');
    return zero < 0 ? arguments : arguments.substring(0, zero);
  }

  @Override
  public void close() {
    end = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    look();
  }
}
