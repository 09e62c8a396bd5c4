package zone.otta.ralf.proxmox.api;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.proxmox.answer.ProxmoxTexts;
import zone.otta.ralf.site.Ctid;

/** How every change is made: locks are waited for, tasks are waited out, options carry a digest. */
final class ApiCalls {
  private final ApiConnection connection;
  private final ApiRequests requests;
  private final Tasks tasks;
  private final LockWait locks;

  ApiCalls(ApiConnection connection, ApiRequests requests, ApiSettings settings) {
    this.connection = connection;
    this.requests = requests;
    this.tasks = new Tasks(connection, requests, settings);
    this.locks = new LockWait(settings.limits().lock(), connection.failures());
  }

  /** Starts a task and waits until it has ended well. */
  TaskEnd task(ApiRequest request, Text title, Duration limit, boolean withLog) {
    return locks.until(() -> tasks.require(accepted(request, title), title, limit, withLog), title);
  }

  /**
   * The same, for an action whose effect may be there already.
   *
   * @return whether it was done; false if the node said that nothing was to do
   */
  boolean taskUnless(String thereAlready, ApiRequest request, Text title, Duration limit) {
    return locks.until(
        () -> {
          ApiReply reply = connection.send(request, title);
          if (!reply.ok() && reply.text().strip().matches(thereAlready)) {
            return false;
          }
          tasks.require(accepted(reply, title), title, limit, false);
          return true;
        },
        title);
  }

  /** What the container is made of now. */
  ApiContainer container(Ctid ctid, Text title) {
    ApiReply reply = accepted(requests.pending(ctid), title);
    return ApiContainer.read(reply.data()).orElseThrow(() -> connection.failures().garbled(title));
  }

  /**
   * A change that holds only for the options it was made from. If somebody else was quicker, it is
   * made again, once, from what there is then.
   *
   * @param request from what is there; empty if that leaves nothing to do
   */
  Optional<ApiReply> onDigest(
      Ctid ctid, Text title, Function<ApiContainer, Optional<ApiRequest>> request) {
    Optional<ApiReply> first = attempt(ctid, title, request);
    Optional<ApiReply> last =
        first.filter(r -> ProxmoxTexts.saysModified(r.text())).isPresent()
            ? attempt(ctid, title, request)
            : first;
    last.ifPresent(reply -> accepted(reply, title));
    return last;
  }

  private Optional<ApiReply> attempt(
      Ctid ctid, Text title, Function<ApiContainer, Optional<ApiRequest>> request) {
    return locks.until(
        () ->
            request
                .apply(container(ctid, title))
                .map(
                    r -> {
                      ApiReply reply = connection.send(r, title);
                      return ProxmoxTexts.saysModified(reply.text())
                          ? reply
                          : unlocked(reply, title);
                    }),
        title);
  }

  /** Options of a container, with the digest of what is there. */
  void update(Ctid ctid, Text title, Function<ApiContainer, Map<String, String>> options) {
    onDigest(
        ctid,
        title,
        now -> {
          Map<String, String> wanted = options.apply(now);
          return wanted.isEmpty()
              ? Optional.empty()
              : Optional.of(requests.update(ctid, wanted, now.digest()));
        });
  }

  TaskEnd await(ApiReply started, Text title, Duration limit, boolean withLog) {
    return tasks.require(started, title, limit, withLog);
  }

  private ApiReply accepted(ApiRequest request, Text title) {
    return accepted(connection.send(request, title), title);
  }

  private static ApiReply unlocked(ApiReply reply, Text title) {
    if (!reply.ok()) {
      var refusal = reply.meaning().exceptionFor(title);
      if (ProxmoxTexts.isLock(refusal)) {
        throw refusal;
      }
    }
    return reply;
  }

  static ApiReply accepted(ApiReply reply, Text title) {
    if (!reply.ok()) {
      throw reply.meaning().exceptionFor(title);
    }
    return reply;
  }
}
