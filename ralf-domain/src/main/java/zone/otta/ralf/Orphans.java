package zone.otta.ralf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.drift.Difference;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.MarkedNames;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Site;

/**
 * Address records of one service of ours that the service does not use: it has another name now, or
 * is gone. Only a record whose mark is proven by our key and our journal counts.
 *
 * @param unlisted why nobody can tell
 */
public record Orphans(List<Facts.Address> names, Optional<Finding> unlisted) {
  public Orphans {
    names = List.copyOf(names);
  }

  /**
   * Asks the name server for its list.
   *
   * @param used the names that the service has, or is about to have
   */
  static Orphans of(InternalDns dns, Ownership ownership, Set<DnsName> used) {
    return switch (dns.marked()) {
      case MarkedNames.NotListed n -> new Orphans(List.of(), Optional.of(n.why()));
      case MarkedNames.Listed l ->
          new Orphans(
              l.names().stream()
                  .filter(m -> ours(m, ownership))
                  .map(MarkedNames.Marked::address)
                  .filter(a -> !used.contains(a.name()))
                  .toList(),
              Optional.empty());
    };
  }

  private static boolean ours(MarkedNames.Marked marked, Ownership ownership) {
    return ownership.ours(
        new Step.UnregisterAddress(marked.address()),
        new Observation.Present(marked.address(), Optional.of(marked.mark())));
  }

  /**
   * The steps that take them away, a pointer to one before it.
   *
   * @param kept the address whose pointer is somebody's business already
   */
  List<Step> removals(InternalDns dns, Site site, Optional<Ipv4Address> kept) {
    var steps = new ArrayList<Step>();
    for (Facts.Address name : names) {
      site.dns()
          .flatMap(DnsEndpoint::reverseZone)
          .filter(z -> !kept.equals(Optional.of(name.address())))
          .map(z -> new Facts.Pointer(name.address(), name.name(), z, name.ttlSeconds()))
          .map(Step.UnregisterPointer::new)
          .filter(p -> leadsTo(dns, p))
          .ifPresent(steps::add);
      steps.add(new Step.UnregisterAddress(name));
    }
    return steps;
  }

  /** A pointer that leads elsewhere by now is not the orphan's. */
  private static boolean leadsTo(InternalDns dns, Step.UnregisterPointer step) {
    return dns.observe(List.of(step)).get(0) instanceof Observation.Present present
        && present.facts() instanceof Facts.Pointer seen
        && seen.name().equals(step.pointer().name());
  }

  public List<Difference> differences() {
    return names.stream()
        .map(
            a ->
                new Difference(
                    "dns " + a.name() + " A " + a.address(),
                    Difference.PRESENCE,
                    Difference.ABSENT,
                    Difference.PRESENT,
                    Difference.Remedy.PLAN))
        .toList();
  }
}
