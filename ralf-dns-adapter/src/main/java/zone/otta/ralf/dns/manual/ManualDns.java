package zone.otta.ralf.dns.manual;

import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.dns.Names;
import zone.otta.ralf.dns.Resolver;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/**
 * Internal names that a person enters. Applying a step stops the run with the record to enter; the
 * resumed run finds it by asking the resolver. A record carries no mark here, and its lifetime is
 * taken as wanted: a resolver counts it down.
 */
public final class ManualDns implements InternalDns {
  private final Resolver resolver;

  /**
   * @param lab refuse a resolver that is not on loopback
   */
  public ManualDns(DnsEndpoint.Manual endpoint, boolean lab) {
    this.resolver = new Resolver(endpoint.resolver(), lab);
  }

  @Override
  public List<Observation> observe(List<Step.Dns> steps) {
    return steps.stream().map(this::observe).toList();
  }

  private Observation observe(Step.Dns step) {
    return switch (step) {
      case Step.RegisterAddress s -> address(s.desired());
      case Step.RegisterPointer s -> pointer(s.desired());
      case Step.UnregisterAddress s -> address(s.address());
      case Step.UnregisterPointer s -> pointer(s.pointer());
    };
  }

  private Observation address(Facts.Address wanted) {
    List<Ipv4Address> seen = resolver.addresses(wanted.name());
    return switch (seen.size()) {
      case 0 -> new Observation.Absent();
      case 1 ->
          Observation.Present.of(
              new Facts.Address(wanted.name(), seen.get(0), wanted.ttlSeconds()));
      default -> several(wanted.name().name(), seen);
    };
  }

  private Observation pointer(Facts.Pointer wanted) {
    List<Name> seen = resolver.pointers(wanted.address());
    if (seen.isEmpty()) {
      return new Observation.Absent();
    }
    Optional<DnsName> target = Names.from(seen.get(0));
    return seen.size() > 1 || target.isEmpty()
        ? several(wanted.address().toString(), seen)
        : Observation.Present.of(
            new Facts.Pointer(wanted.address(), target.get(), wanted.zone(), wanted.ttlSeconds()));
  }

  private static Observation several(String name, List<?> seen) {
    return new Observation.Unknown(
        Finding.blocker(
            "RALF-W022",
            Text.of(
                "the resolver has several answers for " + name + ": " + seen,
                "der Resolver hat mehrere Antworten für " + name + ": " + seen)));
  }

  @Override
  public void apply(Step.Dns step, Mark mark) {
    String record = Records.line(step);
    throw new PortException(
        Fault.REFUSED,
        "RALF-W024",
        step instanceof Step.Removal
            ? Text.of("remove this record: " + record, "diesen Eintrag von Hand löschen: " + record)
            : Text.of("enter this record: " + record, "diesen Eintrag von Hand anlegen: " + record),
        Text.of(
            "then continue with ralf apply --resume RUN: RALF asks the resolver "
                + resolver.name()
                + " again",
            "Danach weiter mit ralf apply --resume LAUF: RALF fragt den Resolver "
                + resolver.name()
                + " erneut"));
  }

  /** A person's record carries no mark; an equal one is taken for the one that was asked for. */
  @Override
  public boolean carriesMarks() {
    return false;
  }

  @Override
  public List<Ipv4Address> resolve(DnsName name) {
    return resolver.addresses(name);
  }

  /** Nothing to end. */
  @Override
  public void close() {}
}
