package zone.otta.ralf.dns.rfc2136;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.Name;
import org.xbill.DNS.Update;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.dns.DnsServer;
import zone.otta.ralf.dns.Names;
import zone.otta.ralf.dns.Resolvers;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.DnsAbilities;
import zone.otta.ralf.port.DnsAbilities.Pointers;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.MarkedNames;
import zone.otta.ralf.port.NameHolder;
import zone.otta.ralf.port.Resolution;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/**
 * Internal names in a zone whose primary takes signed updates: BIND, Knot, PowerDNS, Technitium.
 *
 * <p>A step either creates at a name that nobody uses, or replaces exactly what this object last
 * observed with a mark of the same service; the server checks that in the same act. Nothing is sent
 * twice. Success is NOERROR with a verified signature, and the record read back. Thread-safe.
 */
public final class Rfc2136Dns implements InternalDns {
  private static final int DNS_PORT = 53;

  private final Name zone;
  private final Optional<Name> reverse;
  private final SignedExchange exchange;
  private final Sights sights;
  private final Listing listing;
  private final Optional<Holders> holders;
  private final Resolvers resolvers;
  private final Propagation propagation;
  private final Pointers pointers;
  private final Map<Facts, Ours> observed = new ConcurrentHashMap<>();

  /**
   * @param zone the forward zone
   * @param secrets has the TSIG key's base64 secret under the endpoint's reference; asked at each
   *     update
   * @param lab refuse servers that are not on loopback
   */
  public Rfc2136Dns(DnsEndpoint.Rfc2136 endpoint, DnsName zone, SecretSource secrets, boolean lab) {
    this(endpoint, zone, new TsigKey(endpoint, secrets, Clock.systemUTC()), lab, DNS_PORT);
  }

  /**
   * @param port where the zone's other name servers answer
   */
  Rfc2136Dns(DnsEndpoint.Rfc2136 endpoint, DnsName zone, TsigKey key, boolean lab, int port) {
    DnsServer server = new DnsServer(endpoint.primary(), lab);
    this.zone = Names.of(zone);
    this.reverse = endpoint.reverseZone().map(Names::absolute);
    this.exchange = new SignedExchange(server, key, new Refusals(server, endpoint));
    Primary primary = new Primary(server);
    this.sights = new Sights(primary, new Usage(primary, exchange), this.zone);
    this.holders = reverse.map(r -> new Holders(server, this.zone, r));
    this.listing = new Listing(server, key, endpoint.keyName());
    this.resolvers = new Resolvers(endpoint.resolvers(), lab);
    this.propagation =
        new Propagation(primary, new Secondaries(endpoint, lab, primary, resolvers, port));
    this.pointers = endpoint.reverseZone().isPresent() ? Pointers.OWN : Pointers.NONE;
  }

  @Override
  public List<Observation> observe(List<Step.Dns> steps) {
    Deadline deadline = Deadline.after(Deadline.CALL);
    return steps.stream().map(s -> observe(s, deadline)).toList();
  }

  private Observation observe(Step.Dns step, Deadline deadline) {
    observed.remove(step.desired());
    Sight sight =
        switch (step) {
          case Step.RegisterAddress s -> sights.address(s.desired().name(), deadline);
          case Step.RegisterPointer s -> sights.pointer(s.desired(), deadline);
          case Step.UnregisterAddress s -> sights.addressOnly(s.address().name(), deadline);
          case Step.UnregisterPointer s -> sights.pointer(s.pointer(), deadline);
        };
    sight.ours().ifPresent(o -> observed.put(step.desired(), o));
    return sight.observation();
  }

  @Override
  public DnsAbilities abilities() {
    return new DnsAbilities(true, true, pointers, true);
  }

  @Override
  public void apply(List<Change> changes) {
    Deadline all = Deadline.after(Deadline.CALL.plusSeconds(changes.size()));
    changes.forEach(change -> apply(change.step(), change.mark(), all.within(Deadline.CALL)));
  }

  private void apply(Step.Dns step, Mark mark, Deadline deadline) {
    Optional<Ours> ours =
        Optional.ofNullable(observed.remove(step.desired()))
            .filter(o -> o.mark().service().equals(mark.service()));
    if (ours.filter(o -> standing(o, step, mark)).isPresent()) {
      return;
    }
    Update update =
        switch (step) {
          case Step.RegisterAddress s ->
              s.adopted().isPresent() && ours.isEmpty()
                  ? Updates.adoption(s.desired(), s.adopted().get(), zone, mark)
                  : Updates.address(s.desired(), zone, mark, ours);
          case Step.RegisterPointer s -> Updates.pointer(s.desired(), ours);
          case Step.UnregisterAddress s -> Updates.noAddress(s.address(), zone, mark, ours);
          case Step.UnregisterPointer s -> Updates.noPointer(s.pointer(), ours);
        };
    Name within = Updates.zone(update);
    propagation.changing(within, deadline);
    exchange.send(update, deadline);
    propagation.changed(within);
    readBack(step, mark, update, deadline);
  }

  /** PowerDNS raises the serial even for a change that changes nothing. */
  private static boolean standing(Ours ours, Step.Dns step, Mark mark) {
    return ours.facts().equals(step.desired())
        && (step instanceof Step.RegisterPointer || ours.mark().equals(mark));
  }

  @Override
  public void rehearse() {
    Deadline deadline = Deadline.after(Deadline.CALL);
    exchange.send(Updates.nothing(zone), deadline);
    reverse.ifPresent(z -> exchange.send(Updates.nothing(z), deadline));
  }

  /**
   * NOERROR does not prove the record: servers drop a record silently that cannot stand beside
   * another.
   */
  private void readBack(Step.Dns step, Mark mark, Update update, Deadline deadline) {
    Observation now = observe(step, deadline);
    boolean marked =
        !(step instanceof Step.RegisterAddress)
            || now instanceof Observation.Present p && p.mark().equals(Optional.of(mark));
    if (!step.reachedBy(now) || !marked) {
      throw exchange.refusals().differs(update, Descriptions.of(now));
    }
  }

  @Override
  public List<Resolution> resolve(DnsName name) {
    return resolvers.resolve(name);
  }

  @Override
  public List<NameHolder> holders(Ipv4Address address) {
    Deadline deadline = Deadline.after(Deadline.CALL);
    var known = new ArrayList<NameHolder>();
    holders.ifPresent(h -> known.addAll(h.of(address, deadline)));
    resolvers.holders(address).stream()
        .filter(h -> known.stream().noneMatch(k -> k.name().equalsIgnoreCase(h.name())))
        .forEach(known::add);
    return known;
  }

  @Override
  public MarkedNames marked() {
    return listing.of(zone);
  }

  @Override
  public List<Finding> remarks() {
    return propagation.remarks();
  }

  /** Nothing to end: every exchange has a connection of its own. */
  @Override
  public void close() {}
}
