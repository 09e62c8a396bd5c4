package zone.otta.ralf.testkit.world;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.NodeLoad;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.MacAddress;
import zone.otta.ralf.testkit.host.ContainerHostWorld;
import zone.otta.ralf.testkit.host.GuestShellWorld;
import zone.otta.ralf.testkit.host.Trouble;

/** The world of the crash matrix as the kits want it. */
final class MemoryNode implements ContainerHostWorld, GuestShellWorld {
  private static final Ctid OTHER = new Ctid(101);
  private final MemoryState state = new MemoryState();

  MemoryNode() {
    state.templates.put(template().file(), template());
  }

  /** With two nodes to choose from. */
  static MemoryNode clustered() {
    MemoryNode node = new MemoryNode();
    for (String name : List.of("pve", "pve2")) {
      node.state.node(new NodeLoad(name, true, OptionalLong.of(1L << 33)));
    }
    return node;
  }

  @Override
  public List<String> cluster() {
    return List.copyOf(state.cluster.keySet());
  }

  /** With a running container of ours, and a stopped one of somebody else. */
  static MemoryNode withContainers() {
    MemoryNode node = new MemoryNode();
    try (ContainerHost host = node.host()) {
      host.apply(new Step.CreateContainer(node.container(), node.template()), Optional.empty());
      host.apply(
          new Step.StartContainer(new Facts.Power(node.running(), true, true)), Optional.empty());
    }
    node.occupy(OTHER, "intranet");
    return node;
  }

  @Override
  public ContainerHost host() {
    return new MemoryHost(state, CallFaults.none());
  }

  @Override
  public GuestShell shell() {
    return new MemoryShell(state, CallFaults.none(), Map.of());
  }

  @Override
  public Facts.Container container() {
    return new Facts.Container(
        new Ctid(20010),
        new HostName("postgres-ops"),
        2,
        2048,
        0,
        "local-lvm",
        16384,
        true,
        true,
        "vmbr0",
        Ipv4Interface.of("10.10.20.10/16"),
        Ipv4Address.of("10.10.0.1"),
        MacAddress.of(Ipv4Address.of("10.10.20.10")),
        Ipv4Address.of("10.10.0.1"),
        new DnsName("otta.zone"),
        true,
        new TreeSet<>(Set.of("ralf")),
        "Database");
  }

  @Override
  public Facts.Template template() {
    return new Facts.Template("local", "debian-12-standard_12.7-1_amd64.tar.zst");
  }

  @Override
  public Facts.Template downloadable() {
    return new Facts.Template("local", state.available.get(0));
  }

  @Override
  public Facts.Template nowhere() {
    return new Facts.Template("local", "nowhere-1-standard_1_amd64.tar.zst");
  }

  @Override
  public void occupy(Ctid id, String name) {
    state.strangers.put(id, name);
  }

  @Override
  public void lock(Ctid id, String lock) {
    state.locks.put(id, lock);
  }

  @Override
  public void next(Trouble trouble) {
    state.line.next(trouble);
  }

  @Override
  public int created() {
    return state.created;
  }

  @Override
  public Ctid running() {
    return container().ctid();
  }

  @Override
  public Ctid stopped() {
    return OTHER;
  }

  @Override
  public Ctid absent() {
    return new Ctid(102);
  }

  @Override
  public GuestPath folder() {
    return new GuestPath("/var/kit");
  }

  @Override
  public void close() {}
}
