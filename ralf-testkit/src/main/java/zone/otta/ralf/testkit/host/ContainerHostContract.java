package zone.otta.ralf.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static zone.otta.ralf.testkit.host.Failures.fault;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.ContainerHost.Query;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.port.NodeInventory.Guest;
import zone.otta.ralf.port.PortException;

/**
 * What every {@link ContainerHost} must do, one test for each rule of
 * docs/contracts/container-host.md.
 */
public abstract class ContainerHostContract {
  private static final Mark MARK =
      new Mark(new ServiceName("postgresql"), 7, "00112233445566778899aabbccddeeff");
  private static final String AWKWARD =
      "Größe: 100 % \"sicher\" 'x' $(id) `id` $HOME \\ #1; a=b & c | %41 „Betrieb“ {\"a\":1}";

  /** A fresh world. */
  protected abstract ContainerHostWorld open() throws Exception;

  /** One rule, in a world of its own. */
  private interface Rule {
    void in(ContainerHostWorld world, ContainerHost host) throws Exception;
  }

  private void holds(Rule rule) throws Exception {
    try (ContainerHostWorld world = open();
        ContainerHost host = world.host()) {
      rule.in(world, host);
    }
  }

  private static Observation look(ContainerHost host, Step.Host step) {
    return host.observe(List.of(step)).get(0);
  }

  private static Step.CreateContainer create(ContainerHostWorld world) {
    return new Step.CreateContainer(world.container(), world.template());
  }

  private static Step.StartContainer start(ContainerHostWorld world) {
    return new Step.StartContainer(new Facts.Power(world.container().ctid(), true, true));
  }

  private static void make(ContainerHostWorld world, ContainerHost host) {
    host.apply(create(world), Optional.of(MARK));
  }

  private static Query query(ContainerHostWorld world) {
    return new Query(
        world.template().storage(),
        world.container().rootfsStorage(),
        world.container().address().address());
  }

  @Test
  public final void ch01_the_inventory_says_who_and_what_the_node_is() throws Exception {
    holds(
        (world, host) -> {
          NodeInventory seen = host.inventory(query(world));
          assertThat(seen.node()).isNotBlank();
          assertThat(seen.version()).matches("\\d+\\.\\d.*");
          assertThat(seen.identity()).startsWith("SHA256:");
          assertThat(seen.bridges()).contains(world.container().bridge());
          assertThat(seen.templates())
              .extracting(NodeInventory.TemplateFile::file)
              .contains(world.template().file())
              .doesNotContain(world.downloadable().file());
          assertThat(seen.available()).contains(world.downloadable().file());
          assertThat(seen.storages())
              .anyMatch(
                  s ->
                      s.active()
                          && s.name().equals(world.container().rootfsStorage())
                          && s.content() == NodeInventory.Storage.Content.ROOTDIR
                          && s.availableBytes() > 0);
        });
  }

  @Test
  public final void ch02_the_inventory_knows_other_peoples_guests_and_their_locks()
      throws Exception {
    holds(
        (world, host) -> {
          world.occupy(world.container().ctid(), "intranet");
          world.lock(world.container().ctid(), "backup");
          NodeInventory inventory = host.inventory(query(world));
          assertThat(inventory.guests())
              .contains(
                  new Guest(
                      world.container().ctid(),
                      Guest.Kind.CONTAINER,
                      "intranet",
                      false,
                      Optional.of("backup"),
                      inventory.node()));
        });
  }

  @Test
  public final void ch03_observations_come_one_for_each_step_in_their_order() throws Exception {
    holds(
        (world, host) -> {
          var there = new Step.ProvideTemplate(world.template());
          var away = new Step.ProvideTemplate(world.downloadable());
          assertThat(host.observe(List.of())).isEmpty();
          assertThat(host.observe(List.of(away, create(world), there, away)))
              .containsExactly(
                  new Observation.Absent(),
                  new Observation.Absent(),
                  Observation.Present.of(world.template()),
                  new Observation.Absent());
        });
  }

  @Test
  public final void ch04_what_was_never_made_is_absent_and_so_is_its_power() throws Exception {
    holds(
        (world, host) ->
            assertThat(host.observe(List.of(create(world), start(world))))
                .containsExactly(new Observation.Absent(), new Observation.Absent()));
  }

  @Test
  public final void ch05_no_answer_is_never_absent_and_never_present() throws Exception {
    for (Trouble trouble : Trouble.values()) {
      holds(
          (world, host) -> {
            world.next(trouble);
            assertThat(unknowable(host, world)).as(trouble.name()).isTrue();
            // The same look without trouble proves that the trouble was the reason.
            assertThat(look(host, create(world))).isEqualTo(new Observation.Absent());
          });
    }
  }

  private static boolean unknowable(ContainerHost host, ContainerHostWorld world) {
    try {
      return look(host, create(world)) instanceof Observation.Unknown;
    } catch (PortException e) {
      return true;
    }
  }

  @Test
  public final void ch06_a_container_is_what_was_asked_for_and_carries_the_mark() throws Exception {
    holds(
        (world, host) -> {
          make(world, host);
          assertThat(look(host, create(world)))
              .isEqualTo(new Observation.Present(world.container(), Optional.of(MARK)));
        });
  }

  @Test
  public final void ch07_the_purpose_survives_whatever_characters_it_holds() throws Exception {
    holds(
        (world, host) -> {
          var awkward =
              new Step.CreateContainer(
                  Failures.withPurpose(world.container(), AWKWARD), world.template());
          host.apply(awkward, Optional.of(MARK));
          assertThat(look(host, awkward))
              .isEqualTo(new Observation.Present(awkward.desired(), Optional.of(MARK)));
        });
  }

  @Test
  public final void ch08_without_a_mark_there_is_none() throws Exception {
    holds(
        (world, host) -> {
          host.apply(create(world), Optional.empty());
          assertThat(look(host, create(world)))
              .isEqualTo(Observation.Present.of(world.container()));
        });
  }

  @Test
  public final void ch09_a_taken_id_is_a_conflict_and_its_owner_notices_nothing() throws Exception {
    holds(
        (world, host) -> {
          world.occupy(world.container().ctid(), "intranet");
          Observation before = look(host, create(world));
          assertThat(before).isNotInstanceOf(Observation.Absent.class);
          assertThat(fault(() -> make(world, host))).isEqualTo(Fault.CONFLICT);
          assertThat(look(host, create(world))).isEqualTo(before);
          assertThat(world.created()).isZero();
        });
  }

  @Test
  public final void ch10_creating_twice_makes_one() throws Exception {
    holds(
        (world, host) -> {
          make(world, host);
          assertThat(fault(() -> make(world, host))).isEqualTo(Fault.CONFLICT);
          assertThat(world.created()).isEqualTo(1);
        });
  }

  @Test
  public final void ch11_a_locked_container_is_busy() throws Exception {
    holds(
        (world, host) -> {
          make(world, host);
          world.lock(world.container().ctid(), "backup");
          assertThat(look(host, create(world))).isInstanceOf(Observation.Busy.class);
        });
  }

  @Test
  public final void ch12_a_locked_container_is_not_started() throws Exception {
    holds(
        (world, host) -> {
          make(world, host);
          world.lock(world.container().ctid(), "backup");
          assertThat(fault(() -> host.apply(start(world), Optional.empty())))
              .isEqualTo(Fault.CONFLICT);
          assertThat(look(host, start(world)))
              .isEqualTo(
                  Observation.Present.of(new Facts.Power(world.container().ctid(), false, true)));
        });
  }

  @Test
  public final void ch13_a_start_makes_it_run_and_a_second_one_changes_nothing() throws Exception {
    holds(
        (world, host) -> {
          make(world, host);
          var power = new Facts.Power(world.container().ctid(), true, true);
          assertThat(look(host, start(world)))
              .isEqualTo(Observation.Present.of(new Facts.Power(power.ctid(), false, true)));
          host.apply(start(world), Optional.empty());
          assertThat(look(host, start(world))).isEqualTo(Observation.Present.of(power));
          host.apply(start(world), Optional.empty());
          assertThat(look(host, start(world))).isEqualTo(Observation.Present.of(power));
        });
  }

  @Test
  public final void ch14_what_is_not_there_cannot_be_started() throws Exception {
    holds(
        (world, host) -> {
          assertThat(fault(() -> host.apply(start(world), Optional.empty())))
              .isEqualTo(Fault.REFUSED);
          assertThat(look(host, start(world))).isEqualTo(new Observation.Absent());
        });
  }

  @Test
  public final void ch15_a_lost_reply_is_unreachable_and_the_effect_is_seen_afterwards()
      throws Exception {
    holds(
        (world, host) -> {
          world.next(Trouble.LOST_AFTER);
          assertThat(fault(() -> make(world, host))).isEqualTo(Fault.UNREACHABLE);
          assertThat(look(host, create(world)))
              .isEqualTo(new Observation.Present(world.container(), Optional.of(MARK)));
          assertThat(world.created()).isEqualTo(1);
        });
  }

  @Test
  public final void ch16_a_lost_request_is_unreachable_and_is_not_sent_again() throws Exception {
    holds(
        (world, host) -> {
          world.next(Trouble.LOST_BEFORE);
          assertThat(fault(() -> make(world, host))).isEqualTo(Fault.UNREACHABLE);
          assertThat(world.created()).isZero();
          assertThat(look(host, create(world))).isEqualTo(new Observation.Absent());
          make(world, host);
          assertThat(world.created()).isEqualTo(1);
        });
  }

  @Test
  public final void ch17_a_template_is_there_after_its_download_and_again_does_no_harm()
      throws Exception {
    holds(
        (world, host) -> {
          var step = new Step.ProvideTemplate(world.downloadable());
          assertThat(look(host, step)).isEqualTo(new Observation.Absent());
          host.apply(step, Optional.empty());
          assertThat(look(host, step)).isEqualTo(Observation.Present.of(step.desired()));
          host.apply(step, Optional.empty());
          assertThat(look(host, step)).isEqualTo(Observation.Present.of(step.desired()));
        });
  }

  @Test
  public final void ch18_a_template_that_is_nowhere_is_refused() throws Exception {
    holds(
        (world, host) -> {
          var step = new Step.ProvideTemplate(world.nowhere());
          assertThat(fault(() -> host.apply(step, Optional.empty()))).isEqualTo(Fault.REFUSED);
          assertThat(look(host, step)).isEqualTo(new Observation.Absent());
        });
  }

  @Test
  public final void ch19_nothing_is_made_from_a_template_that_is_not_there() throws Exception {
    holds(
        (world, host) -> {
          var step = new Step.CreateContainer(world.container(), world.downloadable());
          assertThat(fault(() -> host.apply(step, Optional.of(MARK)))).isEqualTo(Fault.REFUSED);
          assertThat(look(host, step)).isEqualTo(new Observation.Absent());
        });
  }

  @Test
  public final void ch20_what_another_one_made_is_seen() throws Exception {
    holds(
        (world, host) -> {
          assertThat(look(host, create(world))).isEqualTo(new Observation.Absent());
          try (ContainerHost other = world.host()) {
            make(world, other);
          }
          assertThat(look(host, create(world)))
              .isEqualTo(new Observation.Present(world.container(), Optional.of(MARK)));
        });
  }

  @Test
  public final void ch21_closing_never_fails() throws Exception {
    try (ContainerHostWorld world = open()) {
      ContainerHost unused = world.host();
      ContainerHost used = world.host();
      look(used, create(world));
      for (ContainerHost host : List.of(unused, used)) {
        assertThatCode(host::close).doesNotThrowAnyException();
        assertThatCode(host::close).doesNotThrowAnyException();
      }
    }
  }
}
