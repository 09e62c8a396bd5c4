package zone.otta.ralf.dns.opnsense;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.dns.DnsServer;
import zone.otta.ralf.dns.Resolvers;
import zone.otta.ralf.http.TrustedServer;
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
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/**
 * Internal names as host overrides of the Unbound on an OPNsense firewall.
 *
 * <p>Each name has one entry under an id that follows from the name, with the mark as its
 * description. What is saved is compared with what was observed right before it is written; all of
 * a batch is applied once, and counts when Unbound answers it. Pointers Unbound makes itself. One
 * batch at a time: the firewall writes its whole configuration at each save. Thread-safe.
 */
public final class OpnsenseDns implements InternalDns {
  private static final Duration LOADING = Duration.ofSeconds(5);

  /** What {@link #abilities} may cost. */
  private static final Duration SHORT = Duration.ofSeconds(5);

  private final DnsEndpoint.Opnsense endpoint;
  private final ApiConnection connection;
  private final OverrideApi api;
  private final DnsServer unbound;
  private final LocalData data;
  private final Resolvers resolvers;
  private final Duration loading;
  private final ReentrantLock writing = new ReentrantLock(true);
  private final Map<Facts, HostOverride> observed = new ConcurrentHashMap<>();
  private volatile Optional<Boolean> lifetimes = Optional.empty();

  /**
   * Contacts nobody yet.
   *
   * @param secrets has both halves of the API key under the endpoint's references; asked at each
   *     call
   * @param trust whose certificate is believed; asked at the first call
   * @param lab refuse servers that are not on loopback
   */
  public OpnsenseDns(
      DnsEndpoint.Opnsense endpoint,
      SecretSource secrets,
      Supplier<TrustedServer> trust,
      boolean lab) {
    this(endpoint, secrets, trust, lab, LOADING);
  }

  /**
   * The same.
   *
   * @param loading how long Unbound may take to answer with what was applied
   */
  OpnsenseDns(
      DnsEndpoint.Opnsense endpoint,
      SecretSource secrets,
      Supplier<TrustedServer> trust,
      boolean lab,
      Duration loading) {
    this.endpoint = endpoint;
    this.connection =
        new ApiConnection(
            new OpnsenseSettings(
                endpoint.api().host(),
                endpoint.api().port(),
                endpoint.key(),
                endpoint.secret(),
                trust,
                lab),
            secrets);
    this.api = new OverrideApi(connection);
    this.unbound = new DnsServer(endpoint.unbound(), lab);
    this.data = new LocalData(unbound);
    this.resolvers = new Resolvers(endpoint.resolvers(), lab);
    this.loading = loading;
  }

  /** Whether there are lifetimes depends on the version, so it may be asked for once. */
  /** What it means if a firewall does not show its certificate. */
  public static PortException silent(DnsEndpoint.Web web, IOException why) {
    return new ApiFailures("https://" + web).noAnswer(Command.STATUS, why);
  }

  @Override
  public DnsAbilities abilities() {
    return new DnsAbilities(true, askedLifetimes(), DnsAbilities.Pointers.AUTOMATIC, false);
  }

  private boolean askedLifetimes() {
    try {
      return lifetimes(Deadline.after(SHORT));
    } catch (PortException unknown) {
      // Whoever then does something meets the same failure, and says so.
      return false;
    }
  }

  private boolean lifetimes(Deadline deadline) {
    Optional<Boolean> known = lifetimes;
    if (known.isPresent()) {
      return known.get();
    }
    boolean asked = api.knowsLifetimes(deadline);
    lifetimes = Optional.of(asked);
    return asked;
  }

  @Override
  public List<Observation> observe(List<Step.Dns> steps) {
    Deadline deadline = Deadline.after(Deadline.CALL);
    steps.forEach(s -> observed.remove(s.desired()));
    try {
      Sights sights = new Sights(data, lifetimes(deadline));
      Inventory saved = api.read(deadline);
      return steps.stream().map(s -> observe(s, sights, saved, deadline)).toList();
    } catch (PortException e) {
      if (e.fault() == Fault.UNREACHABLE) {
        throw e;
      }
      return steps.stream().<Observation>map(s -> new Observation.Unknown(e.finding())).toList();
    }
  }

  private Observation observe(Step.Dns step, Sights sights, Inventory saved, Deadline deadline) {
    Sight sight =
        switch (step) {
          case Step.RegisterAddress s -> sights.wanted(s.desired(), saved, deadline);
          case Step.UnregisterAddress s -> sights.unwanted(s.address(), saved, deadline);
          case Step.RegisterPointer s -> pointer(s.desired());
          case Step.UnregisterPointer s -> pointer(s.pointer());
        };
    sight.ours().ifPresent(o -> observed.put(step.desired(), o));
    return sight.observation();
  }

  /** Of a service that was registered at another server before: seen as clients see it. */
  private Sight pointer(Facts.Pointer wanted) {
    List<String> names =
        resolvers.holders(wanted.address()).stream().map(NameHolder::name).toList();
    Optional<DnsName> name = names.stream().findFirst().flatMap(DnsName::parse);
    return name.map(
            n ->
                Sight.foreign(
                    new Facts.Pointer(wanted.address(), n, wanted.zone(), wanted.ttlSeconds())))
        .orElseGet(Sight::absent);
  }

  @Override
  public void apply(List<Change> changes) {
    Deadline deadline = Deadline.after(Deadline.CALL.plusSeconds(changes.size()));
    lock(deadline);
    try {
      carryOut(changes, deadline);
    } finally {
      writing.unlock();
    }
  }

  private void lock(Deadline deadline) {
    try {
      if (!writing.tryLock(deadline.millis(), TimeUnit.MILLISECONDS)) {
        throw connection.failures().noTimeLeft(Command.SET);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw connection.failures().noTimeLeft(Command.SET);
    }
  }

  private void carryOut(List<Change> changes, Deadline deadline) {
    boolean lasting = lifetimes(deadline);
    Sights sights = new Sights(data, lasting);
    Inventory saved = api.read(deadline);
    Moves moves = new Moves(saved, data, lasting);
    Batch batch = new Batch(api, sights, lasting, loading, unbound.name(), deadline);
    for (Change change : changes) {
      if (!batch.goesOn()) {
        break;
      }
      try {
        batch.add(moves.of(change, observed(change), deadline));
      } catch (PortException e) {
        batch.stop(e);
      }
    }
    batch.end(saved);
  }

  /** It counts once: afterwards the entry is another. */
  private Optional<HostOverride> observed(Change change) {
    return Optional.ofNullable(observed.remove(change.step().desired()));
  }

  /**
   * Lists, and asks for what only the wide privilege opens; that the user may write shows when it
   * does.
   */
  @Override
  public void rehearse() {
    Deadline deadline = Deadline.after(Deadline.CALL);
    api.read(deadline);
    if (api.status(deadline).equals("disabled")) {
      throw Findings.disabled(endpoint.target());
    }
  }

  @Override
  public List<Resolution> resolve(DnsName name) {
    return resolvers.resolve(name);
  }

  @Override
  public List<NameHolder> holders(Ipv4Address address) {
    Inventory saved = api.read(Deadline.after(Deadline.CALL));
    var holders = new ArrayList<>(saved.holders(address, "OPNsense " + endpoint.api()));
    resolvers.holders(address).stream()
        .filter(h -> holders.stream().noneMatch(o -> o.name().equalsIgnoreCase(h.name())))
        .forEach(holders::add);
    return holders;
  }

  @Override
  public MarkedNames marked() {
    Deadline deadline = Deadline.after(Deadline.CALL);
    boolean lasting = lifetimes(deadline);
    return new MarkedNames.Listed(
        api.read(deadline).overrides().stream()
            .filter(HostOverride::enabled)
            .flatMap(o -> marked(o, lasting).stream())
            .toList());
  }

  private Optional<MarkedNames.Marked> marked(HostOverride entry, boolean lasting) {
    int seconds = lasting ? entry.ttl().orElse(Sights.USUAL_TTL) : endpoint.ttlSeconds();
    return entry
        .mark()
        .flatMap(
            mark ->
                entry
                    .address()
                    .flatMap(
                        address ->
                            DnsName.parse(entry.name())
                                .map(n -> new Facts.Address(n, address, seconds)))
                    .map(facts -> new MarkedNames.Marked(facts, mark)));
  }

  @Override
  public void close() {
    connection.close();
  }
}
