package zone.otta.ralf;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.NameHolder;
import zone.otta.ralf.site.DnsName;

/**
 * Asks the DNS whether somebody uses the address of a new container already: a device that is off
 * answers no ping, but keeps its name.
 */
final class AddressInUse {
  private final InternalDns dns;
  private final Ownership ownership;

  AddressInUse(InternalDns dns, Ownership ownership) {
    this.dns = dns;
    this.ownership = ownership;
  }

  /** Nothing is said of a container that is there: further names for it are nobody's mistake. */
  List<Finding> judge(Deployment deployment, List<Step> steps, List<Observation> seen) {
    boolean made =
        IntStream.range(0, steps.size())
            .anyMatch(
                i ->
                    steps.get(i) instanceof Step.CreateContainer
                        && seen.get(i) instanceof Observation.Present);
    return made
        ? List.of()
        : dns.holders(deployment.address()).stream()
            .filter(h -> !h.name().equalsIgnoreCase(deployment.placement().dns().name()))
            .filter(h -> !ours(h, deployment))
            .map(h -> finding(h, deployment))
            .toList();
  }

  /** A name of the same service is an orphan, and this plan takes it away. */
  private boolean ours(NameHolder holder, Deployment deployment) {
    Optional<DnsName> name = DnsName.parse(holder.name());
    return name.isPresent()
        && holder.mark().isPresent()
        && ownership.ours(
            new Step.RegisterAddress(new Facts.Address(name.get(), deployment.address(), 1)),
            new Observation.Present(
                new Facts.Address(name.get(), deployment.address(), 1), holder.mark()));
  }

  private static Finding finding(NameHolder holder, Deployment deployment) {
    String address = deployment.address().toString();
    Finding finding =
        Finding.warning(
                "RALF-L031",
                Text.of(
                    "address " + address + " belongs to " + holder.name() + " in the DNS",
                    "Adresse " + address + " gehört im DNS zu " + holder.name()))
            .note(Text.of("seen: " + holder.source(), "gesehen: " + holder.source()));
    return holder
        .mark()
        .map(m -> finding.note(Text.of("its mark: " + m.line(), "seine Marke: " + m.line())))
        .orElse(finding)
        .help(
            Text.of(
                "find out whether that device still exists; if so, choose another address",
                "herausfinden, ob es jenes Gerät noch gibt; wenn ja, andere Adresse wählen"));
  }
}
