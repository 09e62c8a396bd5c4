package zone.otta.ralf.proxmox.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import zone.otta.ralf.diagnostics.Text;

/** Reads a task's log as it grows; the server hands out 500 lines at a time. */
final class TaskLog {
  private static final int MOST_LINES = 20_000;
  private static final String EMPTY = "no content";
  private final ApiConnection connection;
  private final ApiRequests requests;
  private final Upid upid;
  private final Consumer<String> listener;
  private final List<String> lines = new ArrayList<>();

  TaskLog(ApiConnection connection, ApiRequests requests, Upid upid, Consumer<String> listener) {
    this.connection = connection;
    this.requests = requests;
    this.upid = upid;
    this.listener = listener;
  }

  /** Reads what is new. A log that cannot be read is no reason to doubt the task. */
  void more(Text title) {
    while (lines.size() < MOST_LINES) {
      ApiReply reply = connection.send(requests.taskLog(upid, lines.size()), title);
      if (!reply.ok() || take(reply.data()) == 0) {
        return;
      }
    }
  }

  private int take(JsonNode rows) {
    int taken = 0;
    for (JsonNode row : rows) {
      String line = row.path("t").asString("");
      if (row.path("n").asInt(0) == lines.size() + 1 && !line.equals(EMPTY)) {
        lines.add(line);
        listener.accept(line);
        taken++;
      }
    }
    return taken;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
