package zone.otta.ralf.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.ContainerHost.Query;
import zone.otta.ralf.port.NodeInventory.Guest;
import zone.otta.ralf.port.NodeLoad;

/**
 * What a {@link ContainerHost} with several nodes to choose from must do beside the other rules of
 * docs/contracts/container-host.md.
 */
public abstract class ClusterContract {
  private static final Mark MARK =
      new Mark(new ServiceName("postgresql"), 7, "00112233445566778899aabbccddeeff");

  /** A fresh world with two nodes or more. */
  protected abstract ContainerHostWorld open() throws Exception;

  private static Query query(ContainerHostWorld world) {
    return new Query(
        world.template().storage(),
        world.container().rootfsStorage(),
        world.container().address().address());
  }

  @Test
  public final void ch36_the_nodes_are_named_with_their_free_memory() throws Exception {
    try (ContainerHostWorld world = open();
        ContainerHost host = world.host()) {
      assertThat(host.nodes())
          .extracting(NodeLoad::node)
          .containsExactlyInAnyOrderElementsOf(world.cluster())
          .hasSizeGreaterThan(1);
      assertThat(host.nodes())
          .allSatisfy(
              node -> {
                assertThat(node.online()).isTrue();
                assertThat(node.freeBytes().orElseThrow()).isPositive();
              });
    }
  }

  @Test
  public final void ch37_the_node_that_was_named_is_asked_and_worked_on() throws Exception {
    for (int i = 0; i < 2; i++) {
      try (ContainerHostWorld world = open();
          ContainerHost host = world.host();
          ContainerHost other = world.host()) {
        String node = world.cluster().get(i);
        var create = new Step.CreateContainer(world.container(), world.template());
        host.workOn(node);
        assertThat(host.inventory(query(world)).node()).isEqualTo(node);
        assertThat(host.observe(List.of(create))).containsExactly(new Observation.Absent());
        host.apply(create, Optional.of(MARK));

        other.workOn(world.cluster().get(1 - i));
        var seen = new Observation.Present(world.container(), Optional.of(MARK));
        assertThat(other.observe(List.of(create))).containsExactly(seen);
        assertThat(host.observe(List.of(create))).containsExactly(seen);
        assertThat(other.inventory(query(world)).guests())
            .filteredOn(g -> g.id().equals(world.container().ctid()))
            .extracting(Guest::node)
            .containsExactly(node);
      }
    }
  }

  @Test
  public final void ch38_without_a_word_it_works_all_the_same() throws Exception {
    try (ContainerHostWorld world = open();
        ContainerHost told = world.host();
        ContainerHost untold = world.host()) {
      told.workOn(world.cluster().getLast());
      var create = new Step.CreateContainer(world.container(), world.template());
      told.apply(create, Optional.of(MARK));
      assertThat(untold.observe(List.of(create)))
          .containsExactly(new Observation.Present(world.container(), Optional.of(MARK)));
      assertThat(world.cluster()).contains(untold.inventory(query(world)).node());
    }
  }
}
