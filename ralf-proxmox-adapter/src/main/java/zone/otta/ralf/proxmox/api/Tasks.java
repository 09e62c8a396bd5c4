package zone.otta.ralf.proxmox.api;

import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/**
 * Waits for the node's tasks. Judged is the task's {@code exitstatus}, not that it could be
 * started. The task goes on without us, so a lost look at it is repeated a few times.
 */
final class Tasks {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final int LOST_LOOKS = 3;
  private static final int EARLY_LOOKS = 8;
  private final ApiConnection connection;
  private final ApiRequests requests;
  private final Consumer<String> listener;
  private final boolean heard;

  Tasks(ApiConnection connection, ApiRequests requests, ApiSettings settings) {
    this.connection = connection;
    this.requests = requests;
    this.listener = settings.progress();
    this.heard = settings.reportsProgress();
  }

  /**
   * Waits until it has ended.
   *
   * @param started what the node answered to the call that started it
   * @param withLog whether the end needs the log
   * @throws PortException UNREACHABLE if it still runs after the limit or cannot be looked at
   */
  TaskEnd await(ApiReply started, Text title, Duration limit, boolean withLog) {
    Upid upid =
        Upid.parse(started.data().asString(""))
            .orElseThrow(() -> connection.failures().garbled(title));
    var log = new TaskLog(requests, upid, listener, r -> connection.send(r, title));
    Pause pause = Pause.growing(FIRST, LONGEST, limit);
    String exit = "";
    for (int looks = 1; exit.isEmpty(); looks++) {
      pause.take(connection.failures(), title);
      exit = exit(upid, looks, title);
      if (heard && (exit.isEmpty() || !withLog)) {
        log.tell();
      }
      if (exit.isEmpty() && pause.over()) {
        throw connection
            .failures()
            .unknownOutcome(
                title,
                Text.of(
                    "task " + upid + " still runs after " + limit.toSeconds() + " s",
                    "Aufgabe " + upid + " läuft nach " + limit.toSeconds() + " s noch"));
      }
    }
    if (withLog) {
      log.rest();
    }
    return new TaskEnd(upid, exit, log.lines());
  }

  /** Waits; a task that failed is what its text says. */
  TaskEnd require(ApiReply started, Text title, Duration limit, boolean withLog) {
    TaskEnd end = await(started, title, limit, withLog);
    if (!end.ok()) {
      throw end.meaning().exceptionFor(title);
    }
    return end;
  }

  /** Empty while it runs. */
  private String exit(Upid upid, int looks, Text title) {
    ApiReply reply = look(requests.taskStatus(upid), title);
    // Just dispatched, it may not be in the list yet.
    if (looks <= EARLY_LOOKS && reply.text().contains("no such task")) {
      return "";
    }
    if (!reply.ok()) {
      throw reply.meaning().exceptionFor(title);
    }
    JsonNode status = reply.data();
    return switch (status.path("status").asString("")) {
      case "running" -> "";
      case "stopped" -> status.path("exitstatus").asString(TaskEnd.KILLED);
      default -> throw connection.failures().garbled(title);
    };
  }

  private ApiReply look(ApiRequest request, Text title) {
    for (int lost = 1; ; lost++) {
      try {
        return connection.send(request, title);
      } catch (PortException e) {
        if (e.fault() != Fault.UNREACHABLE || lost == LOST_LOOKS) {
          throw e;
        }
        Pause.growing(LONGEST, LONGEST, LONGEST).take(connection.failures(), title);
      }
    }
  }
}
