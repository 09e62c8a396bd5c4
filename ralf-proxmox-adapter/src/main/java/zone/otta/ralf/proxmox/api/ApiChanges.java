package zone.otta.ralf.proxmox.api;

import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.proxmox.answer.ProxmoxTexts;
import zone.otta.ralf.proxmox.container.ContainerOptions;
import zone.otta.ralf.proxmox.container.Description;
import zone.otta.ralf.site.Ctid;

/** Changes a container that is there. Each call is repeatable: it says what shall be. */
final class ApiChanges {
  private static final String NOT_RUNNING = "(CT|VM) \\d+ not running";
  private static final String RUNNING = "CT \\d+ already running";
  private final ApiCalls calls;
  private final ApiRequests requests;
  private final Limits limits;

  ApiChanges(ApiCalls calls, ApiRequests requests, Limits limits) {
    this.calls = calls;
    this.requests = requests;
    this.limits = limits;
  }

  void change(Step.ChangeContainer step, Optional<Mark> mark) {
    Ctid ctid = step.desired().ctid();
    Text title = Text.of("change container " + ctid, "Container " + ctid + " ändern");
    if (!ContainerOptions.change(step, mark).isEmpty()) {
      calls.update(ctid, title, now -> options(step, mark, now, title));
    }
    if (ContainerOptions.grows(step)) {
      grow(step.desired(), title);
    }
  }

  /** Nothing is written over what somebody else has changed since it was seen. */
  private static Map<String, String> options(
      Step.ChangeContainer step, Optional<Mark> mark, ApiContainer now, Text title) {
    boolean asSeen =
        now.config()
            .observed(step.desired().ctid())
            .filter(seen -> seen.facts().equals(step.from()))
            .isPresent();
    if (!asSeen && now.config().lock().isEmpty()) {
      throw ProxmoxTexts.of(ProxmoxTexts.MODIFIED).exceptionFor(title);
    }
    return now.config().keeping(ContainerOptions.change(step, mark));
  }

  /** The task ends well also where the file system did not grow: only its log tells. */
  private void grow(Facts.Container wanted, Text title) {
    String size = ContainerOptions.size(wanted);
    Optional<ApiReply> started =
        calls.onDigest(
            wanted.ctid(),
            title,
            now ->
                now.config()
                        .observed(wanted.ctid())
                        .filter(
                            seen ->
                                seen.facts() instanceof Facts.Container c
                                    && c.rootfsMib() == wanted.rootfsMib())
                        .isPresent()
                    ? Optional.empty()
                    : Optional.of(requests.resize(wanted.ctid(), size, now.digest())));
    if (started.isEmpty()) {
      return;
    }
    ProxmoxTexts.stuckFileSystem(calls.await(started.get(), title, limits.task(), true).log())
        .ifPresent(
            meaning -> {
              throw meaning.exceptionFor(title);
            });
  }

  void start(Ctid ctid) {
    Text title = Text.of("start container " + ctid, "Container " + ctid + " starten");
    calls.taskUnless(RUNNING, requests.start(ctid), title, limits.power());
  }

  /** Restarts it; one that was stopped meanwhile is started. */
  void restart(Ctid ctid) {
    Text title = Text.of("restart container " + ctid, "Container " + ctid + " neu starten");
    if (!calls.taskUnless(NOT_RUNNING, requests.reboot(ctid), title, limits.power())) {
      start(ctid);
    }
  }

  /** Lets it end by itself, then by force. */
  void stop(Ctid ctid) {
    Text title = Text.of("stop container " + ctid, "Container " + ctid + " anhalten");
    calls.taskUnless(NOT_RUNNING, requests.shutdown(ctid), title, limits.power());
  }

  void snapshot(Facts.Snapshot snapshot) {
    Text title =
        Text.of("snapshot " + snapshot.name(), "Schnappschuss " + snapshot.name() + " anlegen");
    calls.task(requests.snapshot(snapshot), title, limits.task(), false);
  }

  /** Rolls back, then writes into the description, which came back too, that it was done. */
  void rollBack(Facts.Restored wanted, Optional<Mark> mark) {
    Text title =
        Text.of(
            "roll back container " + wanted.ctid(), "Container " + wanted.ctid() + " zurücksetzen");
    String name =
        wanted.snapshot().orElseThrow(() -> new IllegalArgumentException("no snapshot")).value();
    calls.task(requests.rollBack(wanted.ctid(), name), title, limits.task(), false);
    calls.update(
        wanted.ctid(),
        title,
        now -> Map.of("description", Description.of(now.config().purpose(), mark, wanted)));
  }

  void destroy(Ctid ctid) {
    Text title = Text.of("remove container " + ctid, "Container " + ctid + " entfernen");
    calls.task(requests.destroy(ctid), title, limits.task(), false);
  }
}
