package zone.otta.ralf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.plan.Action;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.FirewallRule;
import zone.otta.ralf.plan.PlannedStep;
import zone.otta.ralf.plan.SnapshotName;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.MacAddress;
import zone.otta.ralf.site.Site;

/** The steps outside the container: template, container, start, names. */
final class HostSteps {
  private HostSteps() {}

  static ContainerHost.Query query(Site site, Ipv4Address address) {
    return new ContainerHost.Query(site.templateStorage(), site.rootfsStorage(), address);
  }

  /** Storage types whose volumes Proxmox VE can snapshot. */
  private static final Set<String> SNAPSHOTS = Set.of("lvmthin", "zfspool", "btrfs", "rbd");

  /**
   * @param ordinal of the run that would execute them, among the service's runs
   * @param rules of the container's firewall; none: it is left alone
   */
  static List<Step> of(
      Deployment d, Site site, NodeInventory inventory, int ordinal, List<FirewallRule> rules) {
    var steps = new ArrayList<Step>();
    if (exists(d.placement().ctid(), inventory) && snapshots(site, inventory)) {
      steps.add(
          new Step.TakeSnapshot(
              new Facts.Snapshot(d.placement().ctid(), SnapshotName.before(ordinal))));
    }
    boolean made = exists(d.placement().ctid(), inventory);
    // Of a container that is there, the template is history: a newer one must not make another
    // plan.
    TemplateChoice choice = TemplateChoice.of(prefix(d, site), site, inventory);
    Optional<String> file = made ? Optional.empty() : choice.file();
    Facts.Template template =
        new Facts.Template(site.templateStorage(), file.orElse(prefix(d, site)));
    if (!made) {
      steps.add(new Step.ProvideTemplate(template, choice.source()));
    }
    steps.add(new Step.CreateContainer(container(d, site), template));
    if (!rules.isEmpty()) {
      steps.add(
          new Step.SetFirewall(
              new Facts.Firewall(d.placement().ctid(), rules, true, "DROP", true)));
    }
    steps.add(new Step.StartContainer(new Facts.Power(d.placement().ctid(), true, true)));
    site.dns().ifPresent(dns -> steps.addAll(names(d, dns)));
    return steps;
  }

  static boolean snapshots(Site site, NodeInventory inventory) {
    return inventory.storages().stream()
        .anyMatch(s -> s.name().equals(site.rootfsStorage()) && SNAPSHOTS.contains(s.type()));
  }

  static boolean exists(Ctid ctid, NodeInventory inventory) {
    return inventory.guests().stream().anyMatch(g -> g.id().equals(ctid));
  }

  static Facts.Container container(Deployment d, Site site) {
    return new Facts.Container(
        d.placement().ctid(),
        d.placement().hostname(),
        d.cores(),
        d.memoryMib(),
        d.swapMib(),
        site.rootfsStorage(),
        d.rootfsMib(),
        true,
        true,
        site.bridge(),
        d.placement().address(),
        site.gateway(),
        MacAddress.of(d.address()),
        site.resolver(),
        site.zone(),
        true,
        new TreeSet<>(List.of("ralf", d.service().value())),
        d.purpose());
  }

  /** The steps that take the names away again; the PTR first: its mark is its name's. */
  static List<Step> withoutNames(Deployment d, Site site) {
    var steps = new ArrayList<Step>();
    for (Step step : site.dns().map(dns -> names(d, dns)).orElse(List.of())) {
      switch (step) {
        case Step.RegisterAddress a -> steps.add(new Step.UnregisterAddress(a.desired()));
        case Step.RegisterPointer p -> steps.add(0, new Step.UnregisterPointer(p.desired()));
        default -> throw new IllegalStateException("not a name: " + step.name());
      }
    }
    return steps;
  }

  private static List<Step> names(Deployment d, DnsEndpoint dns) {
    var steps = new ArrayList<Step>();
    steps.add(address(d, dns.ttlSeconds()));
    dns.reverseZone()
        .ifPresent(
            zone ->
                steps.add(
                    new Step.RegisterPointer(
                        new Facts.Pointer(
                            d.address(), d.placement().dns(), zone, dns.ttlSeconds()))));
    return steps;
  }

  private static Step address(Deployment d, int ttl) {
    return new Step.RegisterAddress(new Facts.Address(d.placement().dns(), d.address(), ttl));
  }

  /** The card's own release wins over the site's default. */
  private static String prefix(Deployment d, Site site) {
    String ofCard = d.release().templatePrefix();
    return site.template().startsWith(ofCard) ? site.template() : ofCard;
  }

  /** What is to be said about the template: a download is a warning, none at all stops. */
  static List<Finding> template(
      Deployment d, Site site, NodeInventory inventory, List<Step> steps) {
    return steps.stream().anyMatch(s -> s instanceof Step.ProvideTemplate)
        ? TemplateChoice.of(prefix(d, site), site, inventory).findings()
        : List.of();
  }

  /** What the login may not do of what would be changed. */
  static List<Finding> lacking(ContainerHost host, List<PlannedStep> planned) {
    List<Step.Host> changing =
        planned.stream()
            .filter(p -> p.action() != Action.KEEP)
            .map(PlannedStep::step)
            .filter(Step.Host.class::isInstance)
            .map(Step.Host.class::cast)
            .toList();
    return changing.isEmpty() ? List.of() : host.lacking(changing);
  }
}
