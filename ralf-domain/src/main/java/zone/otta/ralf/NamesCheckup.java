package zone.otta.ralf;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.doctor.Check;
import zone.otta.ralf.doctor.Subject;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.Resolution;
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
    checks.add(Checkup.guarded(Subject.RESOLVER, this::resolvers));
    switch (site.dns().orElse(null)) {
      case null -> checks.add(byHand());
      case DnsEndpoint.Manual m -> checks.add(byHand());
      case DnsEndpoint.Rfc2136 r -> checks.addAll(written(r, r.primary().toString(), r.keyName()));
      case DnsEndpoint.Opnsense o ->
          checks.addAll(written(o, "OPNsense " + o.api(), o.key().toString()));
      case DnsEndpoint.Pihole p ->
          checks.addAll(written(p, "Pi-hole " + p.api(), p.password().toString()));
    }
    return checks;
  }

  private List<Check> written(DnsEndpoint endpoint, String server, String as) {
    Check zone = Checkup.guarded(Subject.ZONE, () -> zone(endpoint, server));
    return List.of(
        zone,
        zone.sight() == Check.Sight.SILENT
            ? Check.notAsked(Subject.UPDATES, Subject.ZONE)
            : Checkup.guarded(Subject.UPDATES, () -> updates(endpoint, as)));
  }

  private Check resolvers() {
    List<Resolution> said = dns.resolve(probe);
    List<Resolution.Silent> silent =
        said.stream()
            .filter(Resolution.Silent.class::isInstance)
            .map(Resolution.Silent.class::cast)
            .toList();
    if (!silent.isEmpty()) {
      Check.Sight sight = silent.size() == said.size() ? Check.Sight.SILENT : Check.Sight.SEEN;
      return new Check(
          Subject.RESOLVER,
          sight,
          silent.get(0).why().summary(),
          silent.stream().map(Resolution.Silent::why).toList());
    }
    String all = String.join(", ", said.stream().map(Resolution::resolver).toList());
    return Check.seen(
        Subject.RESOLVER,
        said.size() == 1
            ? Text.of(all + " answers", all + " antwortet")
            : Text.of(all + " answer", all + " antworten"),
        List.of());
  }

  private Check byHand() {
    return Check.seen(
        Subject.UPDATES,
        Text.of("none: names are entered by hand", "keine: Namen werden von Hand eingetragen"),
        List.of());
  }

  private Check zone(DnsEndpoint endpoint, String server) {
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
    return Check.seen(
        Subject.ZONE, Text.of(zones + " at " + server, zones + " auf " + server), unknown);
  }

  private Check updates(DnsEndpoint endpoint, String as) {
    dns.rehearse();
    boolean signed = endpoint instanceof DnsEndpoint.Rfc2136;
    return Check.seen(
        Subject.UPDATES,
        signed
            ? Text.of(
                "signed with " + as + " they are taken",
                "mit " + as + " unterschrieben werden sie angenommen")
            : Text.of("with " + as + " they are taken", "mit " + as + " werden sie angenommen"),
        List.of());
  }
}
