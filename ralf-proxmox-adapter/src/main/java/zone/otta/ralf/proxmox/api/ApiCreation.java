package zone.otta.ralf.proxmox.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.container.ContainerOptions;
import zone.otta.ralf.site.Ctid;

/**
 * Makes a container. With a pool that takes two calls: the check of tags at a creation ignores the
 * pool (proxmox-conversations, finding 12), so they follow once the container is in it. The mark is
 * in the description from the first moment on.
 */
final class ApiCreation {
  private static final String TAGS = "tags";
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private final ApiConnection connection;
  private final ApiRequests requests;
  private final ApiCalls calls;
  private final ApiLook look;
  private final ApiSettings settings;

  ApiCreation(
      ApiConnection connection,
      ApiRequests requests,
      ApiCalls calls,
      ApiLook look,
      ApiSettings settings) {
    this.connection = connection;
    this.requests = requests;
    this.calls = calls;
    this.look = look;
    this.settings = settings;
  }

  /**
   * Makes it. After a lost answer the container is looked at until nothing works on it any more;
   * the outcome is for the caller to observe all the same.
   */
  void create(Step.CreateContainer step, Optional<Mark> mark) {
    Ctid ctid = step.desired().ctid();
    Text title = Text.of("create container " + ctid, "Container " + ctid + " anlegen");
    try {
      calls.task(requests.create(parameters(step, mark)), title, settings.limits().task(), false);
    } catch (PortException e) {
      boolean finished = untagged(e, step.desired(), mark, title);
      if (finished) {
        tag(step.desired(), title);
      }
      if (!finished || e.fault() == Fault.UNREACHABLE) {
        throw e;
      }
      return;
    }
    if (settings.pool().isPresent()) {
      tag(step.desired(), title);
    }
  }

  private Map<String, String> parameters(Step.CreateContainer step, Optional<Mark> mark) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("vmid", step.desired().ctid().toString());
    parameters.put("ostemplate", step.template().volume());
    settings.pool().ifPresent(pool -> parameters.put("pool", pool));
    parameters.putAll(ContainerOptions.create(step.desired(), mark));
    if (settings.pool().isPresent()) {
      parameters.remove(TAGS);
    }
    settings.sshPublicKeys().ifPresent(keys -> parameters.put("ssh-public-keys", keys));
    return parameters;
  }

  /**
   * Whether it is our container and only its tags are missing, because an answer was lost or an
   * earlier run was cut off before they were set.
   */
  private boolean untagged(
      PortException e, Facts.Container wanted, Optional<Mark> mark, Text title) {
    boolean taken = e.fault() == Fault.CONFLICT && settings.pool().isPresent();
    if (e.fault() != Fault.UNREACHABLE && !taken) {
      return false;
    }
    try {
      return seen(wanted, title) instanceof Observation.Present present
          && settings.pool().isPresent()
          && mark.isPresent()
          && present.mark().equals(mark)
          && present.facts() instanceof Facts.Container now
          && now.tags().isEmpty();
    } catch (PortException silence) {
      return false;
    }
  }

  /** Looks until nothing works on it any more, as long as an answer may take. */
  private Observation seen(Facts.Container wanted, Text title) {
    Pause pause = Pause.growing(FIRST, LONGEST, settings.limits().reply());
    while (true) {
      Observation seen = look.at(List.of(new Step.ChangeContainer(wanted, wanted))).get(0);
      if (!(seen instanceof Observation.Busy) || pause.over()) {
        return seen;
      }
      pause.take(connection.failures(), title);
    }
  }

  private void tag(Facts.Container container, Text title) {
    calls.update(container.ctid(), title, now -> Map.of(TAGS, ContainerOptions.tags(container)));
  }
}
