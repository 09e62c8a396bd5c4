package zone.otta.ralf.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.lab.Fault;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.SnapshotName;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.Ctid;

/**
 * Each thing that can go wrong with a call, at each call of a container's whole life, and then
 * another start, as a run does it: look, act, look. Nothing happens twice, nothing is left, and
 * nobody else's container is touched.
 */
class ApiFaultTableTest {
  private static final Mark MARK =
      new Mark(new ServiceName("postgresql"), 7, "00112233445566778899aabbccddeeff");
  private static final List<String> CALLS =
      List.of(
          "POST lxc",
          "GET pending",
          "GET status",
          "PUT config",
          "GET status/current",
          "POST status/start",
          "POST snapshot",
          "PUT resize",
          "POST rollback",
          "POST status/shutdown",
          "DELETE 20010");
  private static final Map<String, Function<String, Fault>> FAULTS = new LinkedHashMap<>();

  static {
    FAULTS.put("drop before", Fault.DropBefore::new);
    FAULTS.put("drop after", Fault.DropAfter::new);
    FAULTS.put("cut", Fault.DropMidway::new);
    FAULTS.put("596", match -> new Fault.Fail(596, match));
  }

  private static List<Step.Host> life(ApiWorld world) {
    Facts.Container made = world.container();
    Ctid ctid = made.ctid();
    Facts.Container bigger = bigger(made);
    var name = new SnapshotName("before-it");
    return List.of(
        new Step.CreateContainer(made, world.template()),
        new Step.StartContainer(new Facts.Power(ctid, true, true)),
        new Step.TakeSnapshot(new Facts.Snapshot(ctid, name)),
        new Step.ChangeContainer(made, bigger),
        new Step.RollBack(new Facts.Restored(ctid, Optional.of(name), 1)),
        new Step.StartContainer(new Facts.Power(ctid, true, true)),
        new Step.StopContainer(new Facts.Power(ctid, false, true)),
        new Step.DestroyContainer(ctid));
  }

  private static Facts.Container bigger(Facts.Container c) {
    return new Facts.Container(
        c.ctid(),
        c.hostname(),
        c.cores(),
        c.memoryMib() * 2,
        c.swapMib(),
        c.rootfsStorage(),
        c.rootfsMib() * 2,
        c.unprivileged(),
        c.nesting(),
        c.bridge(),
        c.address(),
        c.gateway(),
        c.mac(),
        c.nameserver(),
        c.searchdomain(),
        c.onboot(),
        c.tags(),
        c.purpose());
  }

  @Test
  void whatever_breaks_the_next_start_ends_where_it_should() throws Exception {
    var wrong = new ArrayList<String>();
    int unknown = 0;
    try (ApiWorld world = ApiWorld.pooled()) {
      String before = containers(world);
      assertThat(before).contains("hostname");
      for (Map.Entry<String, Function<String, Fault>> fault : FAULTS.entrySet()) {
        CALLS.forEach(call -> world.lab().inject(fault.getValue().apply(call)));
        try {
          unknown += live(world, wrong, fault.getKey());
        } catch (PortException | IllegalStateException e) {
          wrong.add(fault.getKey() + ": " + e.getMessage());
        }
        if (!containers(world).equals(before)) {
          wrong.add(fault.getKey() + " leaves " + containers(world));
          break;
        }
      }
    }
    int cases = FAULTS.size() * CALLS.size();
    System.out.println("API fault table: " + cases + " cases, " + unknown + " unknown outcomes");
    assertThat(wrong).isEmpty();
    assertThat(unknown).isGreaterThan(cases / 2);
  }

  /** The headings of the world's own dump: who is there, and which volumes. */
  private static String containers(ApiWorld world) throws Exception {
    return String.join(
        "\n", world.lab().dump().lines().filter(l -> l.matches(".*(hostname|rootfs):.*")).toList());
  }

  /** How many calls were of unknown outcome. */
  private static int live(ApiWorld world, List<String> wrong, String name) {
    int unknown = 0;
    for (Step.Host step : life(world)) {
      unknown += reach(world, step);
      if (world.created() > 1) {
        wrong.add(name + ": made twice");
      }
    }
    return unknown;
  }

  /** As the executor: look, apply, look; a lost answer is looked up by the next start. */
  private static int reach(ApiWorld world, Step.Host step) {
    int unknown = 0;
    for (int attempt = 0; attempt < 8; attempt++) {
      // Another process, as after a stop.
      try (ContainerHost host = world.host()) {
        Observation seen = settled(host, step);
        if (step.reachedBy(seen)) {
          return unknown;
        }
        host.apply(remaining(step, seen), Optional.of(MARK));
      } catch (PortException e) {
        if (e.fault() != zone.otta.ralf.port.Fault.UNREACHABLE) {
          throw e;
        }
        unknown++;
      }
    }
    throw new IllegalStateException(step.name() + " was not reached");
  }

  private static Step.Host remaining(Step.Host step, Observation seen) {
    return step instanceof Step.ChangeContainer change
            && seen instanceof Observation.Present present
            && present.facts() instanceof Facts.Container now
        ? new Step.ChangeContainer(now, change.desired())
        : step;
  }

  private static Observation settled(ContainerHost host, Step.Host step) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (true) {
      Observation seen = host.observe(List.of(step)).get(0);
      if (!(seen instanceof Observation.Busy) || System.nanoTime() > end) {
        return seen;
      }
    }
  }
}
