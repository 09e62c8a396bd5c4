package zone.otta.ralf.lab.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.lab.node.Worker;
import zone.otta.ralf.lab.node.World;

/** The tasks of the API user; all are his own. Thread-safe. */
final class Tasks {
  private static final int FIRST_PID = 0x1A00;
  private final World world;
  private final long bootNanos = System.nanoTime();
  private final Map<String, Task> all = new LinkedHashMap<>();

  private final Function<String, Optional<TaskTrouble>> troubles;

  /**
   * @param troubles what happens to the next task of a type
   */
  Tasks(World world, Function<String, Optional<TaskTrouble>> troubles) {
    this.world = world;
    this.troubles = troubles;
  }

  /** Starts a worker; its UPID as the answer. */
  Answer start(String type, String id, Worker worker) {
    Optional<TaskTrouble> trouble = troubles.apply(type);
    Task task;
    synchronized (this) {
      long hundredths = 600_000 + (System.nanoTime() - bootNanos) / 10_000_000;
      task =
          new Task(
              new Task.Name(
                  id.matches("\\d{3,9}")
                      ? world.home(Integer.parseInt(id))
                      : world.options().node(),
                  FIRST_PID + all.size(),
                  hundredths,
                  Instant.now().getEpochSecond(),
                  type,
                  id));
      all.put(task.name().upid(), task);
    }
    Thread.ofPlatform().daemon().name("lab task " + type).start(() -> task.run(worker, trouble));
    return Answer.of(new Json.Str(task.name().upid()));
  }

  synchronized Task find(String upid) throws Refusal {
    if (!upid.matches("UPID:[^:]+:[0-9A-F]{8}:[0-9A-F]{8,9}:[0-9A-F]{8}:[^:]+:[^:]*:[^:]+:")) {
      throw Refusal.parameter("upid", "unable to parse worker upid '" + upid + "'\n");
    }
    Task task = all.get(upid);
    if (task == null) {
      throw Refusal.parameter("upid", "no such task");
    }
    return task;
  }

  /** The newest first. */
  synchronized List<Task> newest() {
    var list = new ArrayList<>(all.values());
    Collections.reverse(list);
    return list;
  }
}
