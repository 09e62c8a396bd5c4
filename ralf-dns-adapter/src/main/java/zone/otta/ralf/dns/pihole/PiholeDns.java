package zone.otta.ralf.dns.pihole;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.dns.Resolver;
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
 * Internal names as local DNS records of a Pi-hole.
 *
 * <p>Its lines carry no mark and no lifetime: a line with exactly the address and the name of a
 * step is taken for RALF's own, and no other is ever changed. The server compares nothing, so RALF
 * lists, decides, writes one line, lists again, and asks the Pi-hole's DNS. Nothing is sent twice
 * unless the first was refused for a session that had ended. Thread-safe.
 */
public final class PiholeDns implements InternalDns {
  private final ApiConnection connection;
  private final Session session;
  private final PiholeApi api;
  private final Findings findings;
  private final Sights sights;
  private final OwnDns own;
  private final Resolvers resolvers;
  private final String source;

  /**
   * @param secrets has the password under the endpoint's reference; asked at each login
   * @param trust whom to believe; asked at the first connection
   * @param lab refuse servers that are not on loopback
   */
  public PiholeDns(
      DnsEndpoint.Pihole endpoint,
      SecretSource secrets,
      Supplier<TrustedServer> trust,
      boolean lab) {
    this(endpoint, secrets, trust, lab, Patience.USUAL);
  }

  /** With other limits. */
  PiholeDns(
      DnsEndpoint.Pihole endpoint,
      SecretSource secrets,
      Supplier<TrustedServer> trust,
      boolean lab,
      Patience patience) {
    ApiFailures failures = new ApiFailures(endpoint.api());
    this.connection = new ApiConnection(endpoint.api(), trust, lab, patience, failures);
    this.session = new Session(connection, failures, endpoint.password(), secrets);
    this.api = new PiholeApi(session, failures);
    this.findings = new Findings(endpoint.api().toString(), endpoint.dns().toString());
    this.own = new OwnDns(new Resolver(endpoint.dns(), lab), patience, findings);
    this.sights = new Sights(own, findings);
    this.resolvers = new Resolvers(endpoint.resolvers(), lab);
    this.source = "dns.hosts at " + endpoint.api();
  }

  /** What it means if a Pi-hole does not show its certificate. */
  public static PortException silent(DnsEndpoint.Web web, IOException why) {
    return new ApiFailures(web).noAnswer(ApiCall.handshake(), why);
  }

  @Override
  public DnsAbilities abilities() {
    return new DnsAbilities(false, false, DnsAbilities.Pointers.AUTOMATIC, false);
  }

  @Override
  public synchronized List<Observation> observe(List<Step.Dns> steps) {
    try {
      return within(
          0,
          deadline -> {
            Records records = api.records(deadline);
            return steps.stream().map(s -> sights.of(s, records, deadline)).toList();
          });
    } catch (PortException e) {
      if (e.fault() != Fault.NOT_UNDERSTOOD) {
        throw e;
      }
      return steps.stream().<Observation>map(s -> new Observation.Unknown(e.finding())).toList();
    }
  }

  @Override
  public synchronized void apply(List<Change> changes) {
    within(
        changes.size(),
        deadline -> {
          Records records = api.records(deadline);
          for (Change change : changes) {
            records = apply(change.step(), records, deadline);
          }
          return records;
        });
  }

  /** Leaves the session behind only if all went well: who failed may not come back to end it. */
  private <T> T within(int moreSeconds, Function<Deadline, T> work) {
    try {
      return work.apply(Deadline.after(Deadline.CALL.plus(Duration.ofSeconds(moreSeconds))));
    } catch (PortException e) {
      session.end();
      throw e;
    }
  }

  /** Returns the records as they are afterwards. */
  private Records apply(Step.Dns step, Records records, Deadline deadline) {
    return switch (step) {
      case Step.RegisterAddress s -> register(s.desired(), records, deadline);
      case Step.UnregisterAddress s -> unregister(s.address(), records, deadline);
      case Step.RegisterPointer s -> pointed(s.desired(), records, true);
      case Step.UnregisterPointer s -> pointed(s.pointer(), records, false);
    };
  }

  private Records register(Facts.Address wanted, Records before, Deadline deadline) {
    DnsName name = wanted.name();
    if (sights.stands(wanted, before)) {
      return before;
    }
    if (!before.about(name).isEmpty()) {
      throw findings.taken(name, before.about(name));
    }
    String line = HostLine.of(wanted);
    boolean added = api.add(line, deadline);
    Records after = api.records(deadline);
    List<HostLine> now = after.at(name);
    if (now.isEmpty() && added) {
      throw findings.lost(ApiCall.add(line), after.about(name));
    }
    if (now.size() != 1 || !now.get(0).isExactly(wanted) || after.isAlias(name)) {
      throw findings.taken(name, after.about(name));
    }
    own.awaitServed(name, wanted.address(), deadline);
    return after;
  }

  private Records unregister(Facts.Address target, Records before, Deadline deadline) {
    DnsName name = target.name();
    List<HostLine> lines = before.at(name);
    if (lines.isEmpty()) {
      return before;
    }
    if (lines.size() > 1 || !lines.get(0).isExactly(target)) {
      throw findings.notOurs(name, before.about(name));
    }
    String line = lines.get(0).text();
    api.remove(line, deadline);
    Records after = api.records(deadline);
    if (after.at(name).stream().anyMatch(l -> l.isExactly(target))) {
      throw findings.lost(ApiCall.remove(line), after.about(name));
    }
    own.awaitGone(name, target.address(), deadline);
    return after;
  }

  /** Nothing to write: the server makes it from the address. */
  private Records pointed(Facts.Pointer pointer, Records records, boolean wanted) {
    String now = records.pointer(pointer.address()).orElse("-");
    if (now.equals(pointer.name().name()) != wanted) {
      throw findings.pointer(now);
    }
    return records;
  }

  @Override
  public synchronized void rehearse() {
    within(
        0,
        deadline -> {
          api.rehearse(deadline);
          return api.records(deadline);
        });
  }

  @Override
  public List<Resolution> resolve(DnsName name) {
    return resolvers.resolve(name);
  }

  /** Those of the list, and where the resolvers say that the address leads. */
  @Override
  public synchronized List<NameHolder> holders(Ipv4Address address) {
    Records records = within(0, api::records);
    var holders =
        new ArrayList<>(
            records.namesOf(address).stream()
                .map(name -> new NameHolder(name, Optional.empty(), source))
                .toList());
    resolvers.holders(address).stream()
        .filter(found -> holders.stream().noneMatch(h -> h.name().equalsIgnoreCase(found.name())))
        .forEach(holders::add);
    return holders;
  }

  @Override
  public MarkedNames marked() {
    return new MarkedNames.NotListed(Findings.noMarks());
  }

  /** Ends the session. */
  @Override
  public synchronized void close() {
    session.end();
    connection.close();
  }
}
