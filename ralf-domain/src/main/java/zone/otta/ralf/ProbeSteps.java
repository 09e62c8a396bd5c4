package zone.otta.ralf;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.SnapshotName;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.MacAddress;
import zone.otta.ralf.site.Site;

/** Steps like those of any service, of a container that nobody has; never applied. */
final class ProbeSteps {
  private static final Ctid NOBODY = new Ctid(Ctid.MAX);

  private ProbeSteps() {}

  /**
   * @param download whether the template has to be loaded first
   */
  static List<Step.Host> of(Site site, boolean download) {
    var template = new Facts.Template(site.templateStorage(), site.template());
    var steps = new ArrayList<Step.Host>();
    if (download) {
      steps.add(new Step.ProvideTemplate(template, site.templateSource()));
    }
    steps.add(new Step.CreateContainer(container(site), template));
    steps.add(new Step.StartContainer(new Facts.Power(NOBODY, true, true)));
    steps.add(new Step.TakeSnapshot(new Facts.Snapshot(NOBODY, SnapshotName.before(1))));
    return steps;
  }

  private static Facts.Container container(Site site) {
    return new Facts.Container(
        NOBODY,
        new HostName("ralf-doctor"),
        1,
        512,
        0,
        site.rootfsStorage(),
        4096,
        true,
        true,
        site.bridge(),
        new Ipv4Interface(site.gateway(), site.network().prefix()),
        site.gateway(),
        MacAddress.of(site.gateway()),
        site.resolver(),
        site.zone(),
        true,
        new TreeSet<>(List.of("ralf")),
        "");
  }
}
