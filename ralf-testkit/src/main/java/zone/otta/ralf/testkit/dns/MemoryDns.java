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
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.testkit.dns.MemoryZone.Entry;

/**
 * Internal names over a {@link MemoryZone}; keeps the contract, for tests of what stands above it.
 */
public class MemoryDns implements InternalDns {
  protected final MemoryZone zone;
  private final boolean known;
  private final Map<Facts, Observation.Present> observed = new HashMap<>();

  public MemoryDns(MemoryZone zone) {
    this(zone, true);
  }

  /**
   * @param known whether the server takes this adapter's changes
   */
  public MemoryDns(MemoryZone zone, boolean known) {
    this.zone = zone;
    this.known = known;
  }

  @Override
  public synchronized List<Observation> observe(List<Step.Dns> steps) {
    return steps.stream().map(this::observe).toList();
  }

  private Observation observe(Step.Dns step) {
    observed.remove(step.desired());
    Observation seen = look(step);
    if (seen instanceof Observation.Present present && present.mark().isPresent()) {
      observed.put(step.desired(), present);
    }
    return seen;
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
            MemoryRecords.facts(step, set.get(0)), mark(MemoryRecords.owner(step, set.get(0))))
        : new Observation.Unknown(Finding.blocker("RALF-W022", Text.same(name + " holds " + all)));
  }

  private Optional<Mark> mark(String name) {
    return zone.entries(name, "TXT").stream()
        .flatMap(e -> Mark.find(e.data()).stream())
        .findFirst();
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
    MemoryRecords.of(step, mark).forEach(zone::put);
  }

  private static PortException conflict() {
    return new PortException(
        Fault.CONFLICT, "RALF-W022", Text.same("the name is in use"), Optional.empty());
  }

  private static boolean mine(Observation.Present present, Mark mark) {
    return present.mark().filter(m -> m.service().equals(mark.service())).isPresent();
  }

  private void free(Step.Dns step) {
    String name = MemoryRecords.name(step);
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
  public List<Ipv4Address> resolve(DnsName name) {
    return switch (zone.ailment()) {
      case NONE, HEARSAY ->
          zone.entries(name + ".", "A").stream().map(e -> Ipv4Address.of(e.data())).toList();
      case SILENT, ANSWERS_LOST, FORGED -> throw silent();
      case FAILING -> throw failed();
    };
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
