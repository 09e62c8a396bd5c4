package zone.otta.ralf.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static zone.otta.ralf.testkit.host.Failures.fault;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.FirewallRule;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.SnapshotName;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.Ipv4Address;

/**
 * What every {@link ContainerHost} must do with a container that exists, one test for each rule
 * from ch22 on of docs/contracts/container-host.md.
 */
public abstract class ContainerChangesContract {
  private static final SnapshotName NAME = new SnapshotName("before-it");
  private static final Mark MARK = mark(7);
  private static final Mark LATER = mark(8);

  /** A fresh world. */
  protected abstract ContainerHostWorld open() throws Exception;

  private interface Rule {
    void in(ContainerHost host, Facts.Container container) throws Exception;
  }

  /** The rule, with a container that was made and marked. */
  private void holds(Rule rule) throws Exception {
    try (ContainerHostWorld world = open();
        ContainerHost host = world.host()) {
      host.apply(new Step.CreateContainer(world.container(), world.template()), Optional.of(MARK));
      rule.in(host, world.container());
    }
  }

  @Test
  public final void ch22_a_change_changes_what_differs_and_leaves_the_mark() throws Exception {
    holds(
        (host, made) -> {
          Facts.Container wanted = with(made, 4, made.memoryMib() * 2, made.rootfsMib());
          change(host, made, wanted);
          assertThat(look(host, change(made, wanted))).isEqualTo(marked(wanted, MARK));
          change(host, wanted, wanted);
          assertThat(look(host, change(made, wanted))).isEqualTo(marked(wanted, MARK));
        });
  }

  @Test
  public final void ch23_the_root_file_system_grows() throws Exception {
    holds(
        (host, made) -> {
          start(host, made);
          Facts.Container wanted =
              with(made, made.cores(), made.memoryMib(), made.rootfsMib() + 1024);
          change(host, made, wanted);
          assertThat(look(host, change(made, wanted))).isEqualTo(marked(wanted, MARK));
          assertThat(look(host, restart(made))).isEqualTo(power(made, true, true));
        });
  }

  @Test
  public final void ch24_another_purpose_carries_the_mark_of_the_run_that_wrote_it()
      throws Exception {
    holds(
        (host, made) -> {
          Facts.Container wanted = with(made, "Größer: 100 % \"neu\" 🐘", made.nameserver());
          host.apply(change(made, wanted), Optional.of(LATER));
          assertThat(look(host, change(made, wanted))).isEqualTo(marked(wanted, LATER));
        });
  }

  @Test
  public final void ch25_what_waits_is_seen_and_a_restart_settles_it() throws Exception {
    holds(
        (host, made) -> {
          start(host, made);
          assertThat(look(host, restart(made))).isEqualTo(power(made, true, true));
          Facts.Container wanted = with(made, made.purpose(), Ipv4Address.of("10.10.0.99"));
          change(host, made, wanted);
          assertThat(look(host, change(made, wanted))).isEqualTo(marked(wanted, MARK));
          assertThat(look(host, restart(made))).isEqualTo(power(made, true, false));
          host.apply(restart(made), Optional.empty());
          assertThat(look(host, restart(made))).isEqualTo(power(made, true, true));
        });
  }

  @Test
  public final void ch26_a_restart_starts_what_was_stopped_meanwhile() throws Exception {
    holds(
        (host, made) -> {
          host.apply(restart(made), Optional.empty());
          assertThat(look(host, restart(made))).isEqualTo(power(made, true, true));
        });
  }

  @Test
  public final void ch27_a_stop_ends_it_and_a_second_one_changes_nothing() throws Exception {
    holds(
        (host, made) -> {
          start(host, made);
          host.apply(stop(made), Optional.empty());
          assertThat(look(host, stop(made))).isEqualTo(power(made, false, true));
          host.apply(stop(made), Optional.empty());
          assertThat(look(host, stop(made))).isEqualTo(power(made, false, true));
        });
  }

  @Test
  public final void ch28_a_snapshot_is_there_once_it_was_taken() throws Exception {
    holds(
        (host, made) -> {
          assertThat(look(host, snapshot(made))).isEqualTo(new Observation.Absent());
          host.apply(snapshot(made), Optional.empty());
          assertThat(look(host, snapshot(made)))
              .isEqualTo(Observation.Present.of(snapshot(made).desired()));
          assertThat(failure(() -> host.apply(snapshot(made), Optional.empty())))
              .isIn(Fault.CONFLICT, Fault.REFUSED);
        });
  }

  @Test
  public final void ch29_a_rollback_brings_the_configuration_back_and_says_so() throws Exception {
    holds(
        (host, made) -> {
          host.apply(snapshot(made), Optional.empty());
          change(host, made, with(made, 4, made.memoryMib() * 2, made.rootfsMib()));
          assertThat(look(host, rollback(made, 1)))
              .isEqualTo(marked(new Facts.Restored(made.ctid(), Optional.empty(), 0), MARK));
          host.apply(rollback(made, 1), Optional.of(LATER));
          assertThat(look(host, rollback(made, 1)))
              .isEqualTo(marked(rollback(made, 1).desired(), LATER));
          assertThat(look(host, change(made, made))).isEqualTo(marked(made, LATER));
          assertThat(look(host, stop(made))).isEqualTo(power(made, false, true));
        });
  }

  @Test
  public final void ch30_a_second_rollback_to_the_same_snapshot_is_another_fact() throws Exception {
    holds(
        (host, made) -> {
          host.apply(snapshot(made), Optional.empty());
          host.apply(rollback(made, 1), Optional.of(MARK));
          host.apply(rollback(made, 2), Optional.of(LATER));
          assertThat(look(host, rollback(made, 2)))
              .isEqualTo(marked(rollback(made, 2).desired(), LATER));
        });
  }

  @Test
  public final void ch31_what_was_destroyed_is_absent_with_all_that_hung_on_it() throws Exception {
    holds(
        (host, made) -> {
          host.apply(snapshot(made), Optional.empty());
          assertThat(look(host, destroy(made)))
              .isEqualTo(marked(new Facts.Tenancy(made.ctid(), made.hostname(), false), MARK));
          host.apply(destroy(made), Optional.empty());
          for (Step.Host step :
              List.of(
                  destroy(made), change(made, made), stop(made), snapshot(made), restart(made))) {
            assertThat(look(host, step)).as(step.name()).isEqualTo(new Observation.Absent());
          }
        });
  }

  @Test
  public final void ch32_a_running_container_is_not_destroyed() throws Exception {
    holds(
        (host, made) -> {
          start(host, made);
          assertThat(failure(() -> host.apply(destroy(made), Optional.empty())))
              .isIn(Fault.CONFLICT, Fault.REFUSED);
          assertThat(look(host, stop(made))).isEqualTo(power(made, true, true));
        });
  }

  @Test
  public final void ch33_a_new_container_has_no_firewall_of_ours_and_one_that_is_not_there_none()
      throws Exception {
    holds(
        (host, made) -> {
          assertThat(look(host, firewall(made, 22)))
              .isEqualTo(
                  Observation.Present.of(
                      new Facts.Firewall(made.ctid(), List.of(), false, "", false)));
          host.apply(destroy(made), Optional.of(MARK));
          assertThat(look(host, firewall(made, 22))).isEqualTo(new Observation.Absent());
          assertThat(failure(() -> host.apply(firewall(made, 22), Optional.empty())))
              .isEqualTo(Fault.REFUSED);
          assertThat(look(host, firewall(made, 22))).isEqualTo(new Observation.Absent());
        });
  }

  @Test
  public final void ch34_a_firewall_is_set_as_asked_for_once_and_the_container_stays()
      throws Exception {
    holds(
        (host, made) -> {
          Step.SetFirewall wanted = firewall(made, 22, 5432);
          for (int i = 0; i < 2; i++) {
            host.apply(wanted, Optional.empty());
            assertThat(look(host, wanted)).isEqualTo(Observation.Present.of(wanted.desired()));
          }
          assertThat(look(host, change(made, made))).isEqualTo(marked(made, MARK));
        });
  }

  @Test
  public final void ch35_rules_of_ours_that_are_not_wanted_any_more_go() throws Exception {
    holds(
        (host, made) -> {
          host.apply(firewall(made, 22, 80, 443), Optional.empty());
          Step.SetFirewall wanted = firewall(made, 22, 5432);
          assertThat(wanted.reachedBy(look(host, wanted))).isFalse();
          host.apply(wanted, Optional.empty());
          assertThat(look(host, wanted)).isEqualTo(Observation.Present.of(wanted.desired()));
        });
  }

  private static Step.SetFirewall firewall(Facts.Container c, int... ports) {
    List<FirewallRule> rules =
        IntStream.of(ports)
            .mapToObj(port -> FirewallRule.accept("tcp", port, "10.10.0.0/16"))
            .toList();
    return new Step.SetFirewall(new Facts.Firewall(c.ctid(), rules, true, "DROP", true));
  }

  private static Fault failure(Runnable call) {
    return fault(call::run);
  }

  private static Observation look(ContainerHost host, Step.Host step) {
    return host.observe(List.of(step)).get(0);
  }

  private static void start(ContainerHost host, Facts.Container c) {
    host.apply(new Step.StartContainer(new Facts.Power(c.ctid(), true, true)), Optional.empty());
  }

  /** As a run does it: with the mark it would write. */
  private static void change(ContainerHost host, Facts.Container from, Facts.Container wanted) {
    host.apply(change(from, wanted), Optional.of(LATER));
  }

  private static Step.ChangeContainer change(Facts.Container from, Facts.Container wanted) {
    return new Step.ChangeContainer(from, wanted);
  }

  private static Step.RestartContainer restart(Facts.Container c) {
    return new Step.RestartContainer(new Facts.Power(c.ctid(), true, true));
  }

  private static Step.StopContainer stop(Facts.Container c) {
    return new Step.StopContainer(new Facts.Power(c.ctid(), false, true));
  }

  private static Step.TakeSnapshot snapshot(Facts.Container c) {
    return new Step.TakeSnapshot(new Facts.Snapshot(c.ctid(), NAME));
  }

  private static Step.RollBack rollback(Facts.Container c, int times) {
    return new Step.RollBack(new Facts.Restored(c.ctid(), Optional.of(NAME), times));
  }

  private static Step.DestroyContainer destroy(Facts.Container c) {
    return new Step.DestroyContainer(c.ctid());
  }

  private static Observation power(Facts.Container c, boolean running, boolean settled) {
    return Observation.Present.of(new Facts.Power(c.ctid(), running, settled));
  }

  private static Observation marked(Facts facts, Mark mark) {
    return new Observation.Present(facts, Optional.of(mark));
  }

  private static Mark mark(long run) {
    return new Mark(new ServiceName("postgresql"), run, "00112233445566778899aabbccddeeff");
  }

  private static Facts.Container with(
      Facts.Container c, int cores, long memoryMib, long rootfsMib) {
    return copy(c, cores, memoryMib, rootfsMib, c.purpose(), c.nameserver());
  }

  private static Facts.Container with(Facts.Container c, String purpose, Ipv4Address nameserver) {
    return copy(c, c.cores(), c.memoryMib(), c.rootfsMib(), purpose, nameserver);
  }

  private static Facts.Container copy(
      Facts.Container c,
      int cores,
      long memoryMib,
      long rootfsMib,
      String purpose,
      Ipv4Address nameserver) {
    Ctid ctid = c.ctid();
    return new Facts.Container(
        ctid,
        c.hostname(),
        cores,
        memoryMib,
        c.swapMib(),
        c.rootfsStorage(),
        rootfsMib,
        c.unprivileged(),
        c.nesting(),
        c.bridge(),
        c.address(),
        c.gateway(),
        c.mac(),
        nameserver,
        c.searchdomain(),
        c.onboot(),
        new TreeSet<>(c.tags()),
        purpose);
  }
}
