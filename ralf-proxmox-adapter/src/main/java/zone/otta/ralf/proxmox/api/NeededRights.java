package zone.otta.ralf.proxmox.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.Ctid;

/**
 * What each step needs, as the two recorded versions enforce it (proxmox-conversations,
 * rest-6-privileges; table in docs/proxmox-api.md).
 */
final class NeededRights {
  private static final List<String> MAKING =
      List.of(
          "VM.Allocate",
          "VM.Audit",
          "VM.Config.CPU",
          "VM.Config.Disk",
          "VM.Config.Memory",
          "VM.Config.Network",
          "VM.Config.Options");
  private final Optional<String> pool;
  private final String node;

  NeededRights(Optional<String> pool, String node) {
    this.node = node;
    this.pool = pool;
  }

  List<Right> of(Step.Host step) {
    return switch (step) {
      case Step.ProvideTemplate t -> download(t);
      case Step.CreateContainer c -> creation(c.desired());
      case Step.ChangeContainer c -> change(c.from(), c.desired());
      case Step.SetFirewall f -> firewall(f.desired().ctid());
      case Step.StartContainer s -> container(s.desired().ctid(), "VM.PowerMgmt");
      case Step.RestartContainer r -> container(r.desired().ctid(), "VM.PowerMgmt");
      case Step.StopContainer s -> container(s.desired().ctid(), "VM.PowerMgmt");
      case Step.TakeSnapshot s -> container(s.desired().ctid(), "VM.Snapshot");
      case Step.RollBack r -> container(r.desired().ctid(), "VM.Snapshot");
      case Step.DestroyContainer d -> container(d.ctid(), "VM.Allocate");
      case Step.HaveContainer h -> List.of();
    };
  }

  /** A URL lets one look around in the node's network: that takes a right of its own. */
  private List<Right> download(Step.ProvideTemplate step) {
    Right keep = storage(step.desired().storage(), "Datastore.AllocateTemplate", "RALFTemplate");
    return step.from().isEmpty()
        ? List.of(keep)
        : List.of(
            keep,
            new Right(
                List.of("/nodes/" + node),
                "Sys.AccessNetwork",
                Map.of("/", Set.of("Sys.Audit", "Sys.Modify")),
                "RALFDownload"));
  }

  private List<Right> creation(Facts.Container c) {
    var rights = new ArrayList<Right>();
    MAKING.forEach(privilege -> rights.addAll(container(c.ctid(), privilege)));
    rights.add(storage(c.rootfsStorage(), "Datastore.AllocateSpace", "RALFStorage"));
    rights.add(
        new Right(List.of("/sdn/zones/localnetwork/" + c.bridge()), "SDN.Use", "RALFBridge"));
    return rights;
  }

  private List<Right> firewall(Ctid ctid) {
    var rights = new ArrayList<>(container(ctid, "VM.Audit"));
    rights.addAll(container(ctid, "VM.Config.Network"));
    return rights;
  }

  private List<Right> change(Facts.Container from, Facts.Container to) {
    var rights = new ArrayList<Right>();
    if (differ(from, to, Facts.Container::cores)) {
      rights.addAll(container(to.ctid(), "VM.Config.CPU"));
    }
    if (differ(from, to, Facts.Container::memoryMib)
        || differ(from, to, Facts.Container::swapMib)) {
      rights.addAll(container(to.ctid(), "VM.Config.Memory"));
    }
    if (differ(from, to, Facts.Container::rootfsMib)) {
      rights.addAll(container(to.ctid(), "VM.Config.Disk"));
      rights.add(storage(to.rootfsStorage(), "Datastore.AllocateSpace", "RALFStorage"));
    }
    if (differ(from, to, c -> List.of(c.hostname(), c.nameserver(), c.searchdomain()))
        || differ(from, to, c -> List.of(c.bridge(), c.address(), c.gateway(), c.mac()))) {
      rights.addAll(container(to.ctid(), "VM.Config.Network"));
    }
    if (differ(from, to, c -> List.of(c.tags(), c.purpose(), c.onboot()))) {
      rights.addAll(container(to.ctid(), "VM.Config.Options"));
    }
    return rights;
  }

  private static boolean differ(
      Facts.Container from, Facts.Container to, Function<Facts.Container, Object> part) {
    return !part.apply(from).equals(part.apply(to));
  }

  /** A container takes the rights of its pool, and those of its own path. */
  private List<Right> container(Ctid ctid, String privilege) {
    var paths = new ArrayList<String>();
    pool.ifPresent(name -> paths.add("/pool/" + name));
    paths.add(pool.isPresent() ? "/vms/" + ctid : "/vms");
    if (pool.isEmpty()) {
      paths.add("/vms/" + ctid);
    }
    return List.of(new Right(paths, privilege, "RALFContainer"));
  }

  private static Right storage(String name, String privilege, String role) {
    return new Right(List.of("/storage/" + name), privilege, role);
  }
}
