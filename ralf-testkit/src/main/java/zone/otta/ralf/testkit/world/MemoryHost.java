package zone.otta.ralf.testkit.world;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.ContainerDifference;
import zone.otta.ralf.plan.Effect;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.port.NodeLoad;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.testkit.host.Trouble;

/** A Proxmox node in memory; keeps the contract of its port. */
final class MemoryHost implements ContainerHost {
  private static final String NODE = "pve";
  private static final long FREE = 500L << 30;
  private final MemoryState state;
  private final CallFaults faults;
  private String node;

  MemoryHost(MemoryState state, CallFaults faults) {
    this.state = state;
    this.faults = faults;
    this.node = state.cluster.keySet().stream().findFirst().orElse(NODE);
  }

  @Override
  public List<NodeLoad> nodes() {
    return List.copyOf(state.cluster.values());
  }

  @Override
  public void workOn(String other) {
    if (!state.cluster.isEmpty()) {
      node = other;
    }
  }

  @Override
  public NodeInventory inventory(Query query) {
    List<NodeInventory.Guest> guests = guests();
    return new NodeInventory(
        node,
        "9.2.11",
        "SHA256:memory",
        guests,
        List.of(
            new NodeInventory.Storage(
                query.rootfsStorage(),
                state.rootfsType,
                true,
                FREE,
                NodeInventory.Storage.Content.ROOTDIR),
            new NodeInventory.Storage(
                query.templateStorage(), "dir", true, FREE, NodeInventory.Storage.Content.VZTMPL)),
        state.templates.keySet().stream()
            .map(f -> new NodeInventory.TemplateFile(f, 1L << 27))
            .toList(),
        state.available,
        state.withoutBridge.contains(node) ? Set.of() : Set.of("vmbr0"),
        state.running);
  }

  private List<NodeInventory.Guest> guests() {
    var guests = new ArrayList<NodeInventory.Guest>();
    state.container.ifPresent(
        c -> guests.add(guest(c.ctid(), c.hostname().label(), state.running)));
    state.strangers.forEach((ctid, name) -> guests.add(guest(ctid, name, false)));
    return guests;
  }

  private NodeInventory.Guest guest(Ctid ctid, String name, boolean running) {
    return new NodeInventory.Guest(
        ctid,
        NodeInventory.Guest.Kind.CONTAINER,
        name,
        running,
        Optional.ofNullable(state.locks.get(ctid)),
        state.container.filter(c -> c.ctid().equals(ctid)).isPresent() ? state.home : NODE);
  }

  @Override
  public Optional<Instant> clock() {
    return Optional.of(state.now.plus(state.nodeAhead).truncatedTo(ChronoUnit.SECONDS));
  }

  @Override
  public List<Observation> observe(List<Step.Host> steps) {
    Optional<Trouble> trouble = state.line.take();
    if (trouble.isEmpty()) {
      return steps.stream().map(this::observe).toList();
    }
    return switch (trouble.get()) {
      case LOST_BEFORE, LOST_AFTER -> throw MemoryLine.lost();
      case CUT -> throw MemoryLine.notUnderstood("the answer broke off");
      case GIBBERISH -> steps.stream().map(s -> unknown("RALF-W014", "gibberish")).toList();
    };
  }

  private Observation observe(Step.Host step) {
    return switch (step) {
      case Step.ProvideTemplate t ->
          state.templates.containsKey(t.desired().file())
              ? Observation.Present.of(t.desired())
              : new Observation.Absent();
      case Step.CreateContainer c -> container(c.desired().ctid(), f -> f);
      case Step.ChangeContainer c -> container(c.desired().ctid(), f -> f);
      case Step.HaveContainer h -> container(h.desired().ctid(), f -> tenancy(f));
      case Step.DestroyContainer d -> container(d.ctid(), f -> tenancy(f));
      case Step.RollBack r ->
          container(
              r.desired().ctid(),
              f -> new Facts.Restored(f.ctid(), state.restored, state.timesRestored));
      case Step.SetFirewall f -> firewall(f.desired().ctid());
      case Step.StartContainer s -> power(s.desired().ctid());
      case Step.RestartContainer r -> power(r.desired().ctid());
      case Step.StopContainer s -> power(s.desired().ctid());
      case Step.TakeSnapshot t ->
          state.snapshots.containsKey(t.desired().name())
              ? Observation.Present.of(t.desired())
              : new Observation.Absent();
    };
  }

  private Observation container(Ctid ctid, Function<Facts.Container, Facts> facts) {
    if (state.locks.containsKey(ctid)) {
      return new Observation.Busy("lock: " + state.locks.get(ctid));
    }
    if (state.strangers.containsKey(ctid)) {
      return unknown("RALF-W047", "container " + ctid + " is not ours");
    }
    return at(ctid)
        .<Observation>map(f -> new Observation.Present(facts.apply(f), state.containerMark))
        .orElse(new Observation.Absent());
  }

  private Optional<Facts.Container> at(Ctid ctid) {
    return state.container.filter(c -> c.ctid().equals(ctid));
  }

  private static Observation unknown(String code, String why) {
    return new Observation.Unknown(Finding.blocker(code, Text.same(why)));
  }

  private Facts tenancy(Facts.Container container) {
    return new Facts.Tenancy(container.ctid(), container.hostname(), state.guarded);
  }

  private Observation power(Ctid ctid) {
    return at(ctid)
        .<Observation>map(
            f ->
                Observation.Present.of(
                    new Facts.Power(f.ctid(), state.running, !state.running || state.settled)))
        .orElse(new Observation.Absent());
  }

  @Override
  public void apply(Step.Host step, Optional<Mark> mark) {
    Step.Host unusedReply =
        MemoryLine.send(
            state.line.take(),
            () -> {
              act(step, mark);
              return step;
            });
  }

  private void act(Step.Host step, Optional<Mark> mark) {
    if (step instanceof Step.ChangeContainer change) {
      change(change, mark);
      return;
    }
    faults.around(
        step.name(),
        () -> {
          switch (step) {
            case Step.ProvideTemplate t -> provide(t);
            case Step.CreateContainer c -> create(c, mark);
            case Step.SetFirewall f -> setFirewall(f.desired());
            case Step.StartContainer s -> start(s.desired().ctid());
            case Step.RestartContainer r -> start(r.desired().ctid());
            case Step.StopContainer s -> state.running = false;
            case Step.ChangeContainer c -> throw new AssertionError("not one call");
            case Step.TakeSnapshot t -> state.snapshot(t.desired().name());
            case Step.RollBack r -> state.rollBack(r.desired(), mark);
            case Step.DestroyContainer d -> state.destroy();
            case Step.HaveContainer h -> throw new AssertionError("nothing to do");
          }
          return step;
        });
  }

  private Observation firewall(Ctid ctid) {
    return at(ctid).isPresent()
        ? Observation.Present.of(
            state.firewall.orElseGet(() -> new Facts.Firewall(ctid, List.of(), false, "", false)))
        : new Observation.Absent();
  }

  private void setFirewall(Facts.Firewall firewall) {
    if (at(firewall.ctid()).isEmpty()) {
      throw MemoryLine.failure(
          Fault.REFUSED, "RALF-W007", "no container " + firewall.ctid() + " of ours");
    }
    state.firewall = Optional.of(firewall);
  }

  @Override
  public DatacenterFirewall datacenterFirewall() {
    return state.datacenterFirewall;
  }

  private void provide(Step.ProvideTemplate step) {
    Facts.Template template = step.desired();
    if (step.from().isEmpty()
        && !state.templates.containsKey(template.file())
        && !state.available.contains(template.file())) {
      throw MemoryLine.failure(Fault.REFUSED, "RALF-W044", "no such template");
    }
    state.templates.put(template.file(), template);
  }

  private void start(Ctid ctid) {
    if (at(ctid).isEmpty()) {
      throw MemoryLine.failure(Fault.REFUSED, "RALF-W007", "no container " + ctid + " of ours");
    }
    if (state.locks.containsKey(ctid)) {
      throw MemoryLine.failure(Fault.CONFLICT, "RALF-W031", "locked");
    }
    state.running = true;
    state.settled = true;
  }

  /** Two calls, as on a real node: a run may end between them. */
  private void change(Step.ChangeContainer step, Optional<Mark> mark) {
    Facts.Container grown = state.container.orElseThrow();
    Facts.Container set = withRootfs(step.desired(), grown.rootfsMib());
    if (!set.equals(grown)) {
      faults.around(
          "set",
          () -> {
            set(grown, set, mark);
            return step;
          });
    }
    if (!step.desired().equals(set)) {
      faults.around(
          "resize",
          () -> {
            state.container = Optional.of(step.desired());
            return step;
          });
    }
  }

  private void set(Facts.Container from, Facts.Container to, Optional<Mark> mark) {
    state.container = Optional.of(to);
    for (ContainerDifference.Field field : ContainerDifference.between(from, to)) {
      state.settled &= field.effect() != Effect.RESTART;
      if (field.name().equals("purpose")) {
        state.containerMark = mark;
      }
    }
  }

  private static Facts.Container withRootfs(Facts.Container c, long rootfsMib) {
    return new Facts.Container(
        c.ctid(),
        c.hostname(),
        c.cores(),
        c.memoryMib(),
        c.swapMib(),
        c.rootfsStorage(),
        rootfsMib,
        c.unprivileged(),
        c.nesting(),
        c.bridge(),
        c.address(),
        c.gateway(),
        c.mac(),
        c.nameserver(),
        c.searchdomain(),
        c.onboot(),
        c.tags(),
        c.purpose());
  }

  private void create(Step.CreateContainer step, Optional<Mark> mark) {
    Ctid ctid = step.desired().ctid();
    if (state.container.isPresent() || state.strangers.containsKey(ctid)) {
      throw MemoryLine.failure(Fault.CONFLICT, "RALF-W030", ctid + " exists");
    }
    if (!state.templates.containsKey(step.template().file())) {
      throw MemoryLine.failure(Fault.REFUSED, "RALF-W033", "the template is not there");
    }
    state.created++;
    state.home = node;
    state.container = Optional.of(step.desired());
    state.containerMark = mark;
    state.bootLooks = 2;
  }

  @Override
  public void close() {}
}
