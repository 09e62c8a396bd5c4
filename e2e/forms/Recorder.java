import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.GuestScripts;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.site.Ctid;

/** Runs by the given words and remembers. */
final class Recorder implements GuestShell {
  private final List<String> before;
  private final StringBuilder text = new StringBuilder();
  private final Set<Class<?>> seen = new HashSet<>();
  private String about = "";
  private int count;

  Recorder(List<String> before) {
    this.before = before;
  }

  void about(String text) {
    about = text;
  }

  /** How many commands were recorded so far. */
  int count() {
    return count;
  }

  void save(Path file, String title) throws IOException {
    Files.writeString(file, "# " + title + "\n# Format: README.md. Debian 12, PostgreSQL 15, unprivileged LXC. Made by e2e/record-forms.\n" + text);
    text.setLength(0);
  }

  /** The parts of the vocabulary that no form has used. */
  List<String> neverRun() {
    return Stream.of(GuestCommand.class, GuestQuestion.class)
        .flatMap(t -> Stream.of(t.getPermittedSubclasses()))
        .filter(t -> !seen.contains(t))
        .map(Class::getSimpleName)
        .toList();
  }

  @Override
  public Result run(Ctid ctid, GuestCommand command) {
    seen.add(command.getClass());
    if (command instanceof GuestCommand.Ask ask) {
      ask.questions().forEach(q -> seen.add(q.getClass()));
    }
    try {
      byte[] input = command.input().bytes();
      long t0 = System.nanoTime();
      Result result = execute(command.argv(), input);
      System.out.println(((System.nanoTime() - t0) / 1000000) + " ms " + about + " rc=" + result.exit());
      record(command, new String(input, StandardCharsets.UTF_8), result);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Result execute(List<String> argv, byte[] input) throws IOException {
    var words = new ArrayList<>(before);
    argv.forEach(w -> words.add("'" + w.replace("'", "'\"'\"'") + "'"));
    Process process = new ProcessBuilder(words).start();
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Thread drainOut = drain(process.getInputStream(), out);
    Thread drainErr = drain(process.getErrorStream(), err);
    try (var stdin = process.getOutputStream()) {
      stdin.write(input);
    } catch (IOException e) {
      // the command did not read it
    }
    try {
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("no end: " + argv);
      }
      drainOut.join();
      drainErr.join();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return new Result(process.exitValue(), out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Thread drain(InputStream from, ByteArrayOutputStream to) {
    return Thread.ofVirtual().start(() -> {
      try (from) {
        from.transferTo(to);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private void record(GuestCommand command, String input, Result result) {
    count++;
    text.append("\n### ").append(about).append('\n');
    for (String word : command.argv()) {
      block("arg", word.equals(GuestScripts.ASK) ? "@ask.sh" : word.equals(GuestScripts.WRITE) ? "@write.sh" : word);
    }
    block("in", input);
    boolean chatter =
        command instanceof GuestCommand.AptUpdate
            || command instanceof GuestCommand.AptInstall
            || command instanceof GuestCommand.MendPackages;
    block("out", chatter ? chatter(result.out()) : result.out());
    block("err", result.err());
    text.append("[rc] ").append(result.exit()).append('\n');
  }

  /** apt talks about sizes, times and mirrors: only that it talked is kept. */
  private static String chatter(String out) {
    return out.isEmpty() ? "" : "<chatter>\n";
  }

  private void block(String name, String content) {
    if (content.isEmpty() && !name.equals("arg")) {
      return;
    }
    String masked = Mask.of(content);
    text.append('[').append(name).append("] ").append(masked.getBytes(StandardCharsets.UTF_8).length).append('\n').append(masked);
    if (!masked.endsWith("\n")) {
      text.append('\n');
    }
  }
}
