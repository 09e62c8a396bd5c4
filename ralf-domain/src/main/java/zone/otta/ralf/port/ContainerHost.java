package zone.otta.ralf.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.Ipv4Address;

/**
 * A Proxmox VE node: inventory, templates, containers, power. Rules:
 * docs/contracts/container-host.md.
 *
 * <p>Not thread-safe; one user at a time. Every call ends within its limit (reads 60 s, create and
 * download 30 min, start 120 s) or throws {@link PortException}. {@link Fault#UNREACHABLE} means
 * that the outcome is unknown: observe before acting again.
 */
public interface ContainerHost extends AutoCloseable {
  /**
   * What to ask for.
   *
   * @param address asked whether something answers there already
   */
  record Query(String templateStorage, String rootfsStorage, Ipv4Address address) {}

  /**
   * The nodes that a new container could be put on, asked in one call; empty where the host is one
   * node, which the site names.
   *
   * @throws PortException as {@link #inventory}
   */
  default List<NodeLoad> nodes() {
    return List.of();
  }

  /**
   * From now on "the node" is this one of {@link #nodes}: it is asked, and what is made is made
   * there. Until it is told, a host with several nodes works on the first that is online; a host
   * for one node stays as it is. Containers are found wherever they live.
   */
  default void workOn(String node) {}

  /**
   * One remote call.
   *
   * @throws PortException if the node cannot be asked or its answer is not understood
   */
  NodeInventory inventory(Query query);

  /**
   * Observes the facts of all steps in at most one remote call, in their order. A container whose
   * config holds {@code lock: create} is Busy; a lost connection is Unknown or an exception, never
   * Absent. A power step of an absent container is Absent.
   */
  List<Observation> observe(List<Step.Host> steps);

  /**
   * What the login may not do of these steps: a BLOCKER for each object, with the commands that
   * grant it. Asked in at most one call before anything is changed; empty for a login that may do
   * everything, and without steps nothing is asked.
   */
  default List<Finding> lacking(List<Step.Host> steps) {
    return List.of();
  }

  /** Whether rules of containers have an effect at all. */
  enum DatacenterFirewall {
    ON,
    /** Rules are stored and idle. */
    OFF,
    /** The login may not see it, or the node cannot say. */
    HIDDEN
  }

  /** The datacenter's switch, asked in one call. */
  default DatacenterFirewall datacenterFirewall() {
    return DatacenterFirewall.HIDDEN;
  }

  /**
   * The node's own time, to the second, asked in at most one call; empty where the adapter is not
   * told.
   *
   * @throws PortException as {@link #inventory}
   */
  default Optional<Instant> clock() {
    return Optional.empty();
  }

  /**
   * Applies one step once; returns when the node says it is done. Success is believed only after
   * {@link #observe}.
   *
   * @param mark written where the object can carry it; templates and power take none
   */
  void apply(Step.Host step, Optional<Mark> mark);

  /** Ends the connection; never throws. */
  @Override
  void close();
}
