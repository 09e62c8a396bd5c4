package zone.otta.ralf.proxmox.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import zone.otta.ralf.port.PortException;

/** Reads a task's log as it grows; of what was read already nothing is asked for again. */
final class TaskLog {
  private static final int MOST_LINES = 20_000;
  private static final int MOST_FAILURES = 3;
  private static final String EMPTY = "no content";

  /** What the node writes below the log of a task that ended well. */
  private static final String WELL = "TASK OK";

  private final ApiRequests requests;
  private final Upid upid;
  private final Consumer<String> listener;
  private final Function<ApiRequest, ApiReply> ask;
  private final List<String> lines = new ArrayList<>();
  private int failures;

  /**
   * @param listener is told each line but the one that only says that the task ended well
   * @param ask sends a call
   */
  TaskLog(
      ApiRequests requests,
      Upid upid,
      Consumer<String> listener,
      Function<ApiRequest, ApiReply> ask) {
    this.requests = requests;
    this.upid = upid;
    this.listener = listener;
    this.ask = ask;
  }

  /**
   * Tells what is new, in one call. What the log says is for people to watch: that it cannot be
   * read never harms the task, and is not tried for ever.
   */
  void tell() {
    if (failures == MOST_FAILURES || lines.size() >= MOST_LINES) {
      return;
    }
    try {
      ApiReply reply = more();
      failures = reply.ok() ? 0 : failures + 1;
    } catch (PortException silence) {
      failures++;
    }
  }

  /** Reads to its end. A refusal to show it is no reason to doubt the task. */
  void rest() {
    int before = -1;
    while (before < lines.size() && lines.size() < MOST_LINES) {
      before = lines.size();
      ApiReply reply = more();
      if (!reply.ok() || lines.size() - before < ApiRequests.MOST_LINES) {
        return;
      }
    }
  }

  private ApiReply more() {
    ApiReply reply = ask.apply(requests.taskLog(upid, lines.size()));
    if (reply.ok()) {
      take(reply.data());
    }
    return reply;
  }

  private void take(JsonNode rows) {
    for (JsonNode row : rows) {
      String line = row.path("t").asString("");
      if (row.path("n").asInt(0) == lines.size() + 1 && !line.equals(EMPTY)) {
        lines.add(line);
        if (!line.equals(WELL)) {
          listener.accept(line);
        }
      }
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
