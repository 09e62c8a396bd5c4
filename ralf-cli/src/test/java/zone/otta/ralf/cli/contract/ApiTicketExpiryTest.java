package zone.otta.ralf.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.lab.Fault;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;

/** A ticket that ends between two calls costs a log-in and nothing else. */
class ApiTicketExpiryTest {
  @Test
  void ended_tickets_are_replaced_before_changes_and_questions() throws Exception {
    try (ApiWorld world = ApiWorld.loggedIn();
        ContainerHost host = world.host()) {
      var create = new Step.CreateContainer(world.container(), world.template());
      assertThat(host.observe(List.of(create)).get(0)).isInstanceOf(Observation.Absent.class);
      world.lab().inject(new Fault.ExpireTickets());
      host.apply(create, Optional.empty());
      assertThat(world.created()).isEqualTo(1);
      world.lab().inject(new Fault.ExpireTickets());
      var power = new Facts.Power(world.container().ctid(), true, true);
      assertThat(host.observe(List.of(new Step.StartContainer(power))).get(0))
          .isNotInstanceOf(Observation.Unknown.class);
      assertThat(world.lab().accessLog().stream().filter(l -> l.endsWith("POST /access/ticket")))
          .hasSize(3);
      assertThat(host.lacking(List.of(create))).isEmpty();
    }
  }
}
