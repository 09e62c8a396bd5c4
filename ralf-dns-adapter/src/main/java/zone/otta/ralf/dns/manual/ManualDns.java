package zone.otta.ralf.dns.manual;

import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.dns.Names;
import zone.otta.ralf.dns.Resolvers;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.DnsAbilities;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.MarkedNames;
import zone.otta.ralf.port.NameHolder;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Resolution;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/**
 * Internal names that a person enters. Applying a step stops the run with the record to enter; the
 * resumed run finds it by asking the resolver. A record carries no mark here, and its lifetime is
 * taken as wanted: a resolver counts it down.
 */
public final class ManualDns implements InternalDns {
  private final Resolvers resolvers;

  /**
   * @param lab refuse a resolver that is not on loopback
   */
  public ManualDns(DnsEndpoint.Manual endpoint, boolean lab) {
    this.resolvers = new Resolvers(endpoint.resolvers(), lab);
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
    List<Ipv4Address> seen = resolvers.first().addresses(wanted.name());
    return switch (seen.size()) {
      case 0 -> new Observation.Absent();
      case 1 ->
          Observation.Present.of(
              new Facts.Address(wanted.name(), seen.get(0), wanted.ttlSeconds()));
      default -> several(wanted.name().name(), seen);
    };
  }

  private Observation pointer(Facts.Pointer wanted) {
    List<Name> seen = resolvers.first().pointers(wanted.address());
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
  public void apply(List<Change> changes) {
    changes.stream().findFirst().ifPresent(change -> enter(change.step()));
  }

  private void enter(Step.Dns step) {
    String record = Records.line(step);
    throw new PortException(
        Fault.REFUSED,
        "RALF-W024",
        step instanceof Step.Removal
            ? Text.of("remove this record: " + record, "diesen Eintrag von Hand löschen: " + record)
            : Text.of("enter this record: " + record, "diesen Eintrag von Hand anlegen: " + record),
        Text.of(
            "then continue with ralf apply --resume RUN: RALF asks the resolver "
                + resolvers.first().name()
                + " again",
            "Danach weiter mit ralf apply --resume LAUF: RALF fragt den Resolver "
                + resolvers.first().name()
                + " erneut"));
  }

  /** A person's record carries no mark; an equal one is taken for the one that was asked for. */
  @Override
  public DnsAbilities abilities() {
    return new DnsAbilities(false, false, DnsAbilities.Pointers.NONE, false);
  }

  @Override
  public List<Resolution> resolve(DnsName name) {
    return resolvers.resolve(name);
  }

  @Override
  public List<NameHolder> holders(Ipv4Address address) {
    return resolvers.holders(address);
  }

  @Override
  public MarkedNames marked() {
    return new MarkedNames.NotListed(
        Finding.hint(
            "RALF-N060",
            Text.of(
                "names entered by hand carry no mark: which are ours is not known",
                "von Hand eingetragene Namen tragen keine Marke: welche unsere sind, ist unbekannt")));
  }

  /** Nothing to end. */
  @Override
  public void close() {}
}
