package zone.otta.ralf.lab.rest;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.json.Json;

/** {@code nodes/N/tasks}. */
final class TaskEndpoints {
  private static final String TASKS = "nodes/{node}/tasks";
  private static final String TASK = TASKS + "/{upid}";
  private static final int LINES = 50;
  private final Tasks tasks;

  TaskEndpoints(Tasks tasks) {
    this.tasks = tasks;
  }

  void in(Routes routes) {
    routes
        .read(TASKS)
        .takes(
            "errors",
            "limit",
            "since",
            "source",
            "start",
            "statusfilter",
            "typefilter",
            "until",
            "userfilter",
            "vmid")
        .answers(this::list);
    routes
        .readThrough(TASK + "/status")
        .answers(ask -> Answer.of(tasks.find(ask.variable("upid")).status()));
    routes.readThrough(TASK + "/log").takes("start", "limit", "download").answers(this::log);
    routes
        .delete(TASK)
        .answers(
            ask -> {
              tasks.find(ask.variable("upid")).interrupt();
              return Answer.NOTHING;
            });
  }

  private Answer list(Ask ask) {
    String source = ask.parameter("source").orElse("archive");
    List<Task> all =
        tasks.newest().stream()
            .filter(
                t -> source.equals("all") || (source.equals("active") ? t.running() : !t.running()))
            .filter(t -> ask.parameter("vmid").map(t.name().id()::equals).orElse(true))
            .filter(t -> ask.parameter("typefilter").map(t.name().type()::equals).orElse(true))
            .toList();
    int from = Math.min(number(ask, "start", 0), all.size());
    int to = Math.min(from + number(ask, "limit", LINES), all.size());
    return Answer.page(Json.array(all.subList(from, to), Task::listed), all.size());
  }

  private Answer log(Ask ask) throws Refusal {
    List<String> all = tasks.find(ask.variable("upid")).log();
    int from = number(ask, "start", 0);
    int limit = number(ask, "limit", LINES);
    var lines = new ArrayList<Json>();
    for (int i = from; i < all.size() && (limit == 0 || i < from + limit); i++) {
      lines.add(Json.object().with("n", i + 1).with("t", all.get(i)));
    }
    return Answer.page(new Json.Arr(lines), all.size());
  }

  private static int number(Ask ask, String name, int otherwise) {
    return ask.parameter(name)
        .filter(v -> v.matches("\\d{1,8}"))
        .map(Integer::parseInt)
        .orElse(otherwise);
  }
}
