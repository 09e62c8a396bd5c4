package zone.otta.ralf.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private static final List<String> TASKS =
      List.of(
          "vzcreate", "vzstart", "vzsnapshot", "resize", "vzrollback", "vzshutdown", "vzdestroy");

  /** One switch of the lab, thrown at each call or each task of a life. */
  private record Row(String name, List<String> at, Function<String, Fault> fault) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("drop before", CALLS, Fault.DropBefore::new),
          new Row("drop after", CALLS, Fault.DropAfter::new),
          new Row("cut", CALLS, Fault.DropMidway::new),
          new Row("596", CALLS, match -> new Fault.Fail(596, match)),
          new Row("500 with a text", CALLS, match -> new Fault.Fail(500, match)),
          new Row("late", CALLS, match -> new Fault.Delay(Duration.ofMillis(200), match)),
          new Row("task fails", TASKS, type -> new Fault.FailTask(type, "no luck today")),
          new Row("task warns", TASKS, type -> new Fault.WarnTask(type, "not quite well")),
          // A killed creation leaves a locked container, which is for a person: see below.
          new Row("task is killed", TASKS.subList(1, TASKS.size()), Fault.KillTask::new));

  /** What became of the starts of one life. */
  private static final class Tally {
    private int unknown;
    private int refused;
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
    int cases = 0;
    int unknown = 0;
    try (ApiWorld world = ApiWorld.pooled()) {
      String before = containers(world);
      assertThat(before).contains("hostname");
      for (Row row : ROWS) {
        row.at().forEach(at -> world.lab().inject(row.fault().apply(at)));
        var tally = new Tally();
        try {
          live(world, wrong, row.name(), tally);
        } catch (PortException | IllegalStateException e) {
          wrong.add(row.name() + ": " + e.getMessage());
        }
        System.out.printf(
            "API fault table: %-16s %2d cases, %2d unknown outcomes, %2d refused%n",
            row.name(), row.at().size(), tally.unknown, tally.refused);
        cases += row.at().size();
        unknown += tally.unknown;
        if (!containers(world).equals(before)) {
          wrong.add(row.name() + " leaves " + containers(world));
          break;
        }
      }
    }
    System.out.println("API fault table: " + cases + " cases in all");
    assertThat(wrong).isEmpty();
    assertThat(unknown).isGreaterThan(2 * CALLS.size());
  }

  @Test
  void a_lock_is_waited_for_then_reported_and_nothing_is_done_twice() throws Exception {
    var wrong = new ArrayList<String>();
    int conflicts = 0;
    try (ApiWorld world = ApiWorld.pooled()) {
      String before = containers(world);
      for (Step.Host step : life(world)) {
        if (!(step instanceof Step.CreateContainer)) {
          world.lab().inject(new Fault.Lock(ctid(world), "backup"));
          try (ContainerHost host = world.host()) {
            host.apply(remaining(step, host.observe(List.of(step)).get(0)), Optional.of(MARK));
            wrong.add(step.name() + " was done under a lock");
          } catch (PortException e) {
            conflicts += e.fault() == zone.otta.ralf.port.Fault.CONFLICT ? 1 : 0;
          }
          world.lab().inject(new Fault.Unlock(ctid(world)));
        }
        reach(world, step, new Tally());
      }
      assertThat(containers(world)).isEqualTo(before);
    }
    System.out.println("API fault table: lock held, " + conflicts + " conflicts");
    assertThat(wrong).isEmpty();
    assertThat(conflicts).isEqualTo(7);
  }

  @Test
  void a_killed_creation_is_left_to_a_person_and_never_made_anew() throws Exception {
    try (ApiWorld world = ApiWorld.pooled();
        ContainerHost host = world.host()) {
      world.lab().inject(new Fault.KillTask("vzcreate"));
      var create = new Step.CreateContainer(world.container(), world.template());
      assertThatThrownBy(() -> host.apply(create, Optional.of(MARK)))
          .isInstanceOf(PortException.class);
      try (ContainerHost later = world.host()) {
        // It never came to the pool: with a pool's rights nobody can tell whose it is.
        assertThat(later.observe(List.of(create)).get(0))
            .isInstanceOfSatisfying(
                Observation.Unknown.class,
                unknown -> assertThat(unknown.why().code().id()).isEqualTo("RALF-W075"));
        assertThatThrownBy(() -> later.apply(create, Optional.of(MARK)))
            .isInstanceOfSatisfying(
                PortException.class,
                e -> assertThat(e.fault()).isEqualTo(zone.otta.ralf.port.Fault.CONFLICT));
      }
      assertThat(world.created()).isLessThanOrEqualTo(1);
    }
  }

  private static int ctid(ApiWorld world) {
    return world.container().ctid().number();
  }

  /** The headings of the world's own dump: who is there, and which volumes. */
  private static String containers(ApiWorld world) throws Exception {
    return String.join(
        "\n", world.lab().dump().lines().filter(l -> l.matches(".*(hostname|rootfs):.*")).toList());
  }

  private static void live(ApiWorld world, List<String> wrong, String name, Tally tally) {
    int before = world.created();
    for (Step.Host step : life(world)) {
      reach(world, step, tally);
      if (world.created() > before + 1) {
        wrong.add(name + ": made twice");
      }
    }
  }

  /**
   * As the executor: look, apply, look; a lost answer is looked up by the next start, and what was
   * refused is tried by it once more.
   */
  private static void reach(ApiWorld world, Step.Host step, Tally tally) {
    for (int attempt = 0; attempt < 8; attempt++) {
      // Another process, as after a stop.
      try (ContainerHost host = world.host()) {
        Observation seen = settled(host, step);
        if (step.reachedBy(seen)) {
          return;
        }
        if (seen instanceof Observation.Unknown) {
          tally.unknown++;
          continue;
        }
        host.apply(remaining(step, seen), Optional.of(MARK));
      } catch (PortException e) {
        if (e.fault() == zone.otta.ralf.port.Fault.UNREACHABLE) {
          tally.unknown++;
        } else {
          tally.refused++;
        }
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
