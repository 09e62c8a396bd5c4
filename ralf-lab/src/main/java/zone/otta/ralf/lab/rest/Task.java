package zone.otta.ralf.lab.rest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.NotInVocabulary;
import zone.otta.ralf.lab.node.NodeFailure;
import zone.otta.ralf.lab.node.Worker;

/** One worker in the background, its log and how it ended. Thread-safe. */
final class Task {
  /**
   * What a task is called.
   *
   * @param start in hundredths of a second since the node came up
   */
  record Name(String node, int pid, long start, long at, String type, String id) {
    String upid() {
      return String.format(
          "UPID:%s:%08X:%08X:%08X:%s:%s:%s:", node, pid, start, at, type, id, ApiToken.ID);
    }
  }

  private static final String KILLED = "unexpected status";
  private final Name name;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Call call =
      new Call(new ByteArrayInputStream(new byte[0]), log, OutputStream.nullOutputStream());
  private Optional<String> exit = Optional.empty();
  private long ended;

  Task(Name name) {
    this.name = name;
  }

  Name name() {
    return name;
  }

  /** Runs the worker, or what happens instead. */
  void run(Worker worker, Optional<TaskTrouble> trouble) {
    end(trouble.map(t -> troubled(worker, t)).orElseGet(() -> ended(worker)));
  }

  private String troubled(Worker worker, TaskTrouble trouble) {
    return switch (trouble) {
      case TaskTrouble.Warns warns -> {
        String end = ended(worker);
        call.out("WARN: " + warns.text() + "\n");
        yield end.equals("OK") ? "WARNINGS: 1" : end;
      }
      case TaskTrouble.Fails fails -> {
        call.end(fails.text());
        yield name.type().equals("vzcreate") ? ended(worker) : fails.text();
      }
      case TaskTrouble.Killed killed -> KILLED;
    };
  }

  private String ended(Worker worker) {
    try {
      worker.run(call);
      long warnings = lines().stream().filter(l -> l.startsWith("WARN: ")).count();
      return warnings == 0 ? "OK" : "WARNINGS: " + warnings;
    } catch (NodeFailure e) {
      return e.message().strip().replace('\n', ' ');
    } catch (NotInVocabulary | IOException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return KILLED;
    }
  }

  private synchronized void end(String how) {
    exit = Optional.of(how);
    ended = Instant.now().getEpochSecond();
    notifyAll();
  }

  /** Tells the worker to end and waits for that, two seconds at most. */
  void interrupt() throws InterruptedException {
    call.interrupt();
    long until = System.nanoTime() + 2_000_000_000L;
    synchronized (this) {
      while (exit.isEmpty() && System.nanoTime() < until) {
        wait(100);
      }
    }
  }

  synchronized boolean running() {
    return exit.isEmpty();
  }

  private List<String> lines() {
    String text = log.toString(StandardCharsets.UTF_8);
    if (text.isEmpty()) {
      return List.of();
    }
    String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return List.of(whole.split("\n", -1));
  }

  /** As {@code tasks/UPID/log} shows it, the last line tells the end. */
  List<String> log() {
    var all = new ArrayList<>(lines());
    Optional<String> how;
    synchronized (this) {
      how = exit;
    }
    how.ifPresent(
        e ->
            all.add(
                e.equals("OK") || e.startsWith("WARNINGS: ") ? "TASK " + e : "TASK ERROR: " + e));
    return all.isEmpty() ? List.of("no content") : all;
  }

  /** As {@code tasks/UPID/status} shows it. */
  synchronized Json status() {
    return described()
        .with("status", exit.isEmpty() ? "running" : "stopped")
        .withOptional("exitstatus", exit, Json.Str::new);
  }

  /** As a list of tasks shows it. */
  synchronized Json listed() {
    Json.Obj shown = described().withOptional("status", exit, Json.Str::new);
    return exit.isPresent() ? shown.with("endtime", ended) : shown;
  }

  private Json.Obj described() {
    return Json.object()
        .with("upid", name.upid())
        .with("node", name.node())
        .with("pid", name.pid())
        .with("pstart", name.start())
        .with("starttime", name.at())
        .with("type", name.type())
        .with("id", name.id())
        .with("user", ApiToken.USER)
        .with("tokenid", ApiToken.NAME);
  }
}
