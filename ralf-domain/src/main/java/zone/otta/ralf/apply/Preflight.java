package zone.otta.ralf.apply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.guest.Answers.Answer;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.SecretReference;

/**
 * Looks at everything before anything is changed: the node in one call, the DNS, and the inside of
 * the container in one call if it runs.
 */
public final class Preflight {
  private final World world;
  private final GuestFacts guest;

  public Preflight(World world) {
    this.world = world;
    this.guest = new GuestFacts(world.shell(), world.secrets(), world.clock());
  }

  /** The observations in the order of the steps. */
  public List<Observation> observe(List<Step> steps) {
    Observation[] seen = new Observation[steps.size()];
    List<Step.Host> hosts = pick(steps, Step.Host.class);
    place(steps, seen, hosts, hosts.isEmpty() ? List.of() : world.host().observe(hosts));
    List<Step.Dns> names = pick(steps, Step.Dns.class);
    place(steps, seen, names, names.isEmpty() ? List.of() : world.dns().observe(names));
    List<Step.Kept> secrets = pick(steps, Step.Kept.class);
    place(steps, seen, secrets, secrets.stream().map(this::kept).toList());
    List<Step.Guest> inside = pick(steps, Step.Guest.class);
    if (!inside.isEmpty()) {
      place(steps, seen, inside, observeInside(steps, seen, inside));
    }
    boots(steps, seen);
    return Arrays.asList(seen);
  }

  private Observation kept(Step.Kept step) {
    SecretReference reference = step.desired().reference();
    return world.secrets().present(reference)
        ? Observation.Present.of(new Facts.Renewal(reference, world.secrets().renewed(reference)))
        : new Observation.Absent();
  }

  private List<Observation> observeInside(
      List<Step> steps, Observation[] seen, List<Step.Guest> inside) {
    for (int i = 0; i < steps.size(); i++) {
      if (bringsUp(steps.get(i)) && !running(seen[i])) {
        return inside.stream().map(s -> (Observation) new Observation.InNewContainer()).toList();
      }
    }
    return guest.observe(inside.get(0).ctid(), inside);
  }

  private static boolean running(Observation seen) {
    return seen instanceof Observation.Present present
        && present.facts() instanceof Facts.Power power
        && power.running();
  }

  /** A container that runs but whose system is still coming up is busy. */
  private void boots(List<Step> steps, Observation[] seen) {
    for (int i = 0; i < steps.size(); i++) {
      if (bringsUp(steps.get(i)) && running(seen[i])) {
        seen[i] = booted(seen[i]).orElse(seen[i]);
      }
    }
  }

  /** A step after which the container runs. */
  static boolean bringsUp(Step step) {
    return step instanceof Step.StartContainer || step instanceof Step.RestartContainer;
  }

  private Optional<Observation> booted(Observation running) {
    Ctid ctid = ((Facts.Power) ((Observation.Present) running).facts()).ctid();
    try {
      Answer answer = world.shell().ask(ctid, List.of(new GuestQuestion.SystemState())).get(0);
      String state = answer.text().strip();
      // One unit that fails in a container is no reason to wait: degraded is up.
      return state.equals("running") || state.equals("degraded")
          ? Optional.empty()
          : Optional.of(new Observation.Busy("boot: " + state));
    } catch (PortException e) {
      if (e.fault() == Fault.UNREACHABLE) {
        throw e;
      }
      return Optional.of(new Observation.Busy("boot"));
    }
  }

  private static <T extends Step> List<T> pick(List<Step> steps, Class<T> kind) {
    var picked = new ArrayList<T>();
    for (Step step : steps) {
      if (kind.isInstance(step)) {
        picked.add(kind.cast(step));
      }
    }
    return picked;
  }

  private static void place(
      List<Step> steps, Observation[] seen, List<? extends Step> part, List<Observation> found) {
    for (int i = 0; i < part.size(); i++) {
      for (int k = 0; k < steps.size(); k++) {
        if (steps.get(k) == part.get(i)) {
          seen[k] = found.get(i);
        }
      }
    }
  }
}
