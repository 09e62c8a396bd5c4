package zone.otta.ralf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.doctor.Check;
import zone.otta.ralf.doctor.Subject;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Site;

/** The part of a checkup that asks name servers. */
final class NamesCheckup {
  private final Site site;
  private final InternalDns dns;
  private final DnsName probe;

  NamesCheckup(Site site, InternalDns dns) {
    this.site = site;
    this.dns = dns;
    // A name that nobody has to have: whether it exists does not matter.
    this.probe = new DnsName("ralf-doctor." + site.zone().name());
  }

  List<Check> checks() {
    var checks = new ArrayList<Check>();
    checks.add(Checkup.guarded(Subject.RESOLVER, this::resolver));
    Optional<DnsEndpoint.Rfc2136> updated =
        site.dns()
            .filter(DnsEndpoint.Rfc2136.class::isInstance)
            .map(DnsEndpoint.Rfc2136.class::cast);
    if (updated.isEmpty()) {
      checks.add(byHand());
      return checks;
    }
    Check zone = Checkup.guarded(Subject.ZONE, () -> zone(updated.get()));
    checks.add(zone);
    checks.add(
        zone.sight() == Check.Sight.SILENT
            ? Check.notAsked(Subject.UPDATES, Subject.ZONE)
            : Checkup.guarded(Subject.UPDATES, () -> updates(updated.get())));
    return checks;
  }

  private Check resolver() {
    dns.resolve(probe);
    String server =
        site.dns()
            .map(d -> d.resolver().host() + ":" + d.resolver().port())
            .orElse(site.resolver() + ":53");
    return Check.seen(
        Subject.RESOLVER, Text.of(server + " answers", server + " antwortet"), List.of());
  }

  private Check byHand() {
    return Check.seen(
        Subject.UPDATES,
        Text.of("none: names are entered by hand", "keine: Namen werden von Hand eingetragen"),
        List.of());
  }

  private Check zone(DnsEndpoint.Rfc2136 endpoint) {
    var steps = new ArrayList<Step.Dns>();
    steps.add(
        new Step.RegisterAddress(new Facts.Address(probe, site.gateway(), endpoint.ttlSeconds())));
    endpoint
        .reverseZone()
        .ifPresent(
            zone ->
                steps.add(
                    new Step.RegisterPointer(
                        new Facts.Pointer(site.gateway(), probe, zone, endpoint.ttlSeconds()))));
    List<Finding> unknown =
        dns.observe(steps).stream()
            .filter(Observation.Unknown.class::isInstance)
            .map(seen -> ((Observation.Unknown) seen).why())
            .toList();
    String zones = site.zone().name() + endpoint.reverseZone().map(z -> ", " + z).orElse("");
    String server = endpoint.primary().host() + ":" + endpoint.primary().port();
    return Check.seen(
        Subject.ZONE, Text.of(zones + " at " + server, zones + " auf " + server), unknown);
  }

  private Check updates(DnsEndpoint.Rfc2136 endpoint) {
    dns.rehearse();
    return Check.seen(
        Subject.UPDATES,
        Text.of(
            "signed with " + endpoint.keyName() + " they are taken",
            "mit " + endpoint.keyName() + " unterschrieben werden sie angenommen"),
        List.of());
  }
}
