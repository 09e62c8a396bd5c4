package zone.otta.ralf.proxmox.api;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.Ctid;

/**
 * Looks at steps. What is as wanted is believed at once. Else a task may still be on its way to it,
 * whose start got lost to us: then it is Busy. Without one it is looked at again, because the task
 * may have ended between the two questions.
 */
final class ApiLook {
  private final ApiConnection connection;
  private final ApiRequests requests;
  private final Cluster cluster;

  ApiLook(ApiConnection connection, ApiRequests requests, Cluster cluster) {
    this.cluster = cluster;
    this.connection = connection;
    this.requests = requests;
  }

  List<Observation> at(List<Step.Host> steps) {
    var first = new Sight(connection, requests);
    var second = new Sight(connection, requests);
    return steps.stream().map(step -> at(step, first, second)).toList();
  }

  private Observation at(Step.Host step, Sight first, Sight second) {
    Observation seen = observe(step, first);
    Optional<Ctid> ctid = container(step);
    if (seen instanceof Observation.Absent && ctid.filter(cluster::elsewhere).isPresent()) {
      // Asked anew: what the first look keeps is of the other node.
      seen = observe(step, new Sight(connection, requests));
    }
    if (ctid.isEmpty() || !definite(seen) || step.reachedBy(seen)) {
      return seen;
    }
    return first
        .worksOn(ctid.get())
        .<Observation>map(Observation.Busy::new)
        .orElseGet(() -> observe(step, second));
  }

  private Observation observe(Step.Host step, Sight sight) {
    return new ApiObserver(sight, requests, connection.failures()).observe(step);
  }

  private static boolean definite(Observation seen) {
    return switch (seen) {
      case Observation.Absent absent -> true;
      case Observation.Present present -> true;
      case Observation.Busy busy -> false;
      case Observation.Unknown unknown -> false;
      case Observation.InNewContainer inside -> false;
    };
  }

  private static Optional<Ctid> container(Step.Host step) {
    return switch (step) {
      case Step.ProvideTemplate t -> Optional.empty();
      case Step.CreateContainer c -> Optional.of(c.desired().ctid());
      case Step.ChangeContainer c -> Optional.of(c.desired().ctid());
      case Step.HaveContainer h -> Optional.of(h.desired().ctid());
      case Step.DestroyContainer d -> Optional.of(d.ctid());
      case Step.RollBack r -> Optional.of(r.desired().ctid());
      case Step.SetFirewall f -> Optional.of(f.desired().ctid());
      case Step.StartContainer s -> Optional.of(s.desired().ctid());
      case Step.RestartContainer r -> Optional.of(r.desired().ctid());
      case Step.StopContainer s -> Optional.of(s.desired().ctid());
      case Step.TakeSnapshot t -> Optional.of(t.desired().ctid());
    };
  }
}
