package zone.otta.ralf.testkit.world;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import zone.otta.ralf.plan.ContainerDifference;
import zone.otta.ralf.plan.Effect;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.NodeInventory;

/** A Proxmox node in memory. */
final class MemoryHost implements ContainerHost {
  private static final long FREE = 500L << 30;
  private final MemoryState state;
  private final CallFaults faults;

  MemoryHost(MemoryState state, CallFaults faults) {
    this.state = state;
    this.faults = faults;
  }

  @Override
  public NodeInventory inventory(Query query) {
    List<NodeInventory.Guest> guests =
        state
            .container
            .map(
                c ->
                    List.of(
                        new NodeInventory.Guest(
                            c.ctid(),
                            NodeInventory.Guest.Kind.CONTAINER,
                            c.hostname().label(),
                            state.running,
                            Optional.empty())))
            .orElse(List.of());
    return new NodeInventory(
        "pve",
        "9.2.11",
        "SHA256:memory",
        guests,
        List.of(
            new NodeInventory.Storage(
                query.rootfsStorage(),
                "lvmthin",
                true,
                FREE,
                NodeInventory.Storage.Content.ROOTDIR),
            new NodeInventory.Storage(
                query.templateStorage(), "dir", true, FREE, NodeInventory.Storage.Content.VZTMPL)),
        state.templates.keySet().stream()
            .map(f -> new NodeInventory.TemplateFile(f, 1L << 27))
            .toList(),
        state.available,
        Set.of("vmbr0"),
        state.running);
  }

  @Override
  public List<Observation> observe(List<Step.Host> steps) {
    return steps.stream().map(this::observe).toList();
  }

  private Observation observe(Step.Host step) {
    return switch (step) {
      case Step.ProvideTemplate t ->
          state.templates.containsKey(t.desired().file())
              ? Observation.Present.of(t.desired())
              : new Observation.Absent();
      case Step.CreateContainer c -> container(f -> f);
      case Step.ChangeContainer c -> container(f -> f);
      case Step.HaveContainer h -> container(f -> tenancy(f));
      case Step.DestroyContainer d -> container(f -> tenancy(f));
      case Step.RollBack r ->
          container(f -> new Facts.Restored(f.ctid(), state.restored, state.timesRestored));
      case Step.StartContainer s -> power();
      case Step.RestartContainer r -> power();
      case Step.StopContainer s -> power();
      case Step.TakeSnapshot t ->
          state.snapshots.containsKey(t.desired().name())
              ? Observation.Present.of(t.desired())
              : new Observation.Absent();
    };
  }

  private Observation container(Function<Facts.Container, Facts> facts) {
    return state
        .container
        .<Observation>map(f -> new Observation.Present(facts.apply(f), state.containerMark))
        .orElse(new Observation.Absent());
  }

  private Facts tenancy(Facts.Container container) {
    return new Facts.Tenancy(container.ctid(), container.hostname(), state.guarded);
  }

  private Observation power() {
    return state
        .container
        .<Observation>map(
            f ->
                Observation.Present.of(
                    new Facts.Power(f.ctid(), state.running, !state.running || state.settled)))
        .orElse(new Observation.Absent());
  }

  @Override
  public void apply(Step.Host step, Optional<Mark> mark) {
    if (step instanceof Step.ChangeContainer change) {
      change(change, mark);
      return;
    }
    faults.around(
        step.name(),
        () -> {
          switch (step) {
            case Step.ProvideTemplate t -> state.templates.put(t.desired().file(), t.desired());
            case Step.CreateContainer c -> create(c, mark);
            case Step.StartContainer s -> start();
            case Step.RestartContainer r -> start();
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

  private void start() {
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
    if (state.container.isPresent()) {
      throw new AssertionError("created twice");
    }
    state.container = Optional.of(step.desired());
    state.containerMark = mark;
    state.bootLooks = 2;
  }

  @Override
  public void close() {}
}
