package zone.otta.ralf.testkit.dns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.DnsAbilities;
import zone.otta.ralf.port.DnsAbilities.Pointers;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.MarkedNames;
import zone.otta.ralf.port.NameHolder;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Resolution;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.testkit.dns.MemoryZone.Entry;

/**
 * Internal names over a {@link MemoryZone}; keeps the contract, for tests of what stands above it.
 */
public class MemoryDns implements InternalDns {
  private static final String RESOLVER = "10.10.0.1:53";

  protected final MemoryZone zone;

  /** Those of a name server that takes signed updates. */
  public static final DnsAbilities ALL = new DnsAbilities(true, true, Pointers.OWN, true);

  private final boolean known;
  private final DnsAbilities abilities;
  private final Map<Facts, Observation.Present> observed = new HashMap<>();

  public MemoryDns(MemoryZone zone) {
    this(zone, true);
  }

  /**
   * @param known whether the server takes this adapter's changes
   */
  public MemoryDns(MemoryZone zone, boolean known) {
    this(zone, known, ALL);
  }

  /**
   * @param abilities what the server can do; its pointers, if it makes them, follow its addresses
   */
  public MemoryDns(MemoryZone zone, boolean known, DnsAbilities abilities) {
    this.zone = zone;
    this.known = known;
    this.abilities = abilities;
  }

  @Override
  public DnsAbilities abilities() {
    return abilities;
  }

  @Override
  public synchronized List<Observation> observe(List<Step.Dns> steps) {
    return steps.stream().map(this::observe).toList();
  }

  private Observation observe(Step.Dns step) {
    observed.remove(step.desired());
    Observation seen = look(step);
    if (seen instanceof Observation.Present present
        && (present.mark().isPresent() || !abilities.marks() && exactly(step, present))) {
      observed.put(step.desired(), present);
    }
    return seen;
  }

  /** Without marks, the very record that a step is about is taken for ours, and no other. */
  private static boolean exactly(Step.Dns step, Observation.Present present) {
    return switch (step) {
      case Step.RegisterAddress a -> present.facts().equals(a.desired());
      case Step.UnregisterAddress a -> present.facts().equals(a.address());
      case Step.RegisterPointer p -> present.facts().equals(p.desired());
      case Step.UnregisterPointer p -> present.facts().equals(p.pointer());
    };
  }

  /** What is to be seen of one step. */
  protected Observation look(Step.Dns step) {
    switch (zone.ailment()) {
      case NONE -> {}
      case SILENT, ANSWERS_LOST -> throw silent();
      case FORGED, HEARSAY, FAILING -> {
        return new Observation.Unknown(
            Finding.blocker("RALF-W023", Text.same("the answer proves nothing")));
      }
    }
    return held(step);
  }

  /** What the zone really holds. */
  private Observation held(Step.Dns step) {
    String name = MemoryRecords.name(step);
    List<Entry> all = zone.entries(name);
    List<Entry> set = zone.entries(name, MemoryRecords.type(step));
    if (all.isEmpty() || set.isEmpty() && step instanceof Step.Removal) {
      return new Observation.Absent();
    }
    return set.size() == 1
        ? new Observation.Present(
            MemoryRecords.facts(step, lasting(step, set.get(0))),
            mark(MemoryRecords.owner(step, set.get(0))))
        : new Observation.Unknown(Finding.blocker("RALF-W022", Text.same(name + " holds " + all)));
  }

  /** Without lifetimes, each is as wanted. */
  private Entry lasting(Step.Dns step, Entry entry) {
    return abilities.lifetimes()
        ? entry
        : new Entry(MemoryRecords.seconds(step), entry.type(), entry.data());
  }

  private Optional<Mark> mark(String name) {
    return zone.entries(name, "TXT").stream()
        .flatMap(e -> Mark.find(e.data()).stream())
        .findFirst();
  }

  @Override
  public synchronized void apply(List<Change> changes) {
    changes.forEach(change -> apply(change.step(), change.mark()));
  }

  @Override
  public synchronized void apply(Step.Dns step, Mark mark) {
    switch (zone.ailment()) {
      case NONE -> change(step, mark);
      case ANSWERS_LOST -> {
        change(step, mark);
        throw silent();
      }
      case SILENT, FORGED -> throw silent();
      case HEARSAY, FAILING -> throw failed();
    }
  }

  private void change(Step.Dns step, Mark mark) {
    if (!known) {
      throw refused();
    }
    Observation.Present ours = observed.remove(step.desired());
    boolean free = ours != null && mine(ours, mark) && held(step).equals(ours);
    if (ours != null
        && free
        && ours.facts().equals(step.desired())
        && (!abilities.marks() || ours.mark().equals(Optional.of(mark)))) {
      return;
    }
    zone.written();
    if (ours == null && adopted(step)) {
      zone.remove(MemoryRecords.name(step), "A");
      MemoryRecords.of(step, mark).forEach(zone::put);
      return;
    }
    if (free) {
      free(step);
    }
    if (step instanceof Step.Removal) {
      if (!free) {
        throw conflict();
      }
      return;
    }
    if (!zone.entries(MemoryRecords.name(step)).stream().allMatch(MemoryDns::neighbour)
        || (ours == null && !zone.entries(MemoryRecords.name(step)).isEmpty())) {
      throw conflict();
    }
    MemoryRecords.of(step, mark).stream()
        .filter(record -> abilities.marks() || !record.contains(" TXT "))
        .forEach(zone::put);
    if (step instanceof Step.RegisterAddress address
        && abilities.pointers() == Pointers.AUTOMATIC) {
      zone.put(MemoryRecords.pointer(address.desired()));
    }
  }

  private boolean adopted(Step.Dns step) {
    return step instanceof Step.RegisterAddress address
        && abilities.conditional()
        && address.adopted().map(Observation.Present::of).filter(held(step)::equals).isPresent();
  }

  private static PortException conflict() {
    return new PortException(
        Fault.CONFLICT, "RALF-W022", Text.same("the name is in use"), Optional.empty());
  }

  private boolean mine(Observation.Present present, Mark mark) {
    return !abilities.marks()
        || present.mark().filter(m -> m.service().equals(mark.service())).isPresent();
  }

  private void free(Step.Dns step) {
    String name = MemoryRecords.name(step);
    if (abilities.pointers() == Pointers.AUTOMATIC) {
      zone.entries(name, "A").forEach(e -> zone.remove(MemoryRecords.reverse(e), "PTR"));
    }
    zone.remove(name, MemoryRecords.type(step));
    zone.entries(name, "TXT").stream()
        .filter(e -> Mark.find(e.data()).isPresent())
        .forEach(e -> zone.remove(name, e));
  }

  /** Somebody's text without meaning for RALF. */
  private static boolean neighbour(Entry entry) {
    return entry.type().equals("TXT") && Mark.find(entry.data()).isEmpty();
  }

  @Override
  public void rehearse() {
    switch (zone.ailment()) {
      case NONE -> {
        if (!known) {
          throw refused();
        }
      }
      case ANSWERS_LOST, SILENT, FORGED -> throw silent();
      case HEARSAY, FAILING -> throw failed();
    }
  }

  private static PortException refused() {
    return new PortException(
        Fault.REFUSED, "RALF-W021", Text.same("REFUSED"), Text.same("check the key"));
  }

  @Override
  public List<Resolution> resolve(DnsName name) {
    return List.of(
        switch (zone.ailment()) {
          case NONE, HEARSAY -> resolution(zone.entries(name + ".", "A"));
          case SILENT, ANSWERS_LOST, FORGED -> new Resolution.Silent(RESOLVER, silent().finding());
          case FAILING -> new Resolution.Silent(RESOLVER, failed().finding());
        });
  }

  private static Resolution resolution(List<Entry> addresses) {
    return addresses.isEmpty()
        ? new Resolution.NoSuchName(RESOLVER, 60, Optional.of("otta.zone"), true)
        : new Resolution.Answered(
            RESOLVER,
            addresses.stream().map(e -> Ipv4Address.of(e.data())).toList(),
            addresses.get(0).ttl(),
            true);
  }

  @Override
  public synchronized List<NameHolder> holders(Ipv4Address address) {
    asked();
    return zone.names("A").stream()
        .filter(
            n -> zone.entries(n, "A").stream().anyMatch(e -> e.data().equals(address.toString())))
        .map(n -> new NameHolder(n.substring(0, n.length() - 1), mark(n), "A at " + RESOLVER))
        .toList();
  }

  @Override
  public synchronized MarkedNames marked() {
    asked();
    if (!abilities.marks()) {
      return new MarkedNames.NotListed(
          Finding.hint("RALF-N060", Text.same("records carry no marks here")));
    }
    return new MarkedNames.Listed(
        zone.names("A").stream().flatMap(n -> mark(n).stream().map(m -> marked(n, m))).toList());
  }

  private MarkedNames.Marked marked(String name, Mark mark) {
    Entry entry = zone.entries(name, "A").get(0);
    return new MarkedNames.Marked(
        new Facts.Address(
            new DnsName(name.substring(0, name.length() - 1)),
            Ipv4Address.of(entry.data()),
            entry.ttl()),
        mark);
  }

  private void asked() {
    switch (zone.ailment()) {
      case NONE, HEARSAY -> {}
      case SILENT, ANSWERS_LOST, FORGED -> throw silent();
      case FAILING -> throw failed();
    }
  }

  private static PortException silent() {
    return new PortException(
        Fault.UNREACHABLE, "RALF-W020", Text.same("no answer that counts"), Optional.empty());
  }

  private static PortException failed() {
    return new PortException(
        Fault.NOT_UNDERSTOOD, "RALF-W023", Text.same("SERVFAIL"), Optional.empty());
  }

  @Override
  public void close() {}
}
