package zone.otta.ralf;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import zone.otta.ralf.apply.World;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.doctor.Check;
import zone.otta.ralf.doctor.Subject;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.port.NodeLoad;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.site.Site;

/**
 * Looks at everything outside that a plan and a run need, without a card. Changes nothing, goes on
 * after what is wrong, and asks nothing of what depends on it.
 */
public final class Checkup {
  private final Site site;
  private final World world;
  private final Consumer<Check> listener;
  private final List<Check> checks = new ArrayList<>();

  /**
   * @param listener hears each line as soon as it is known
   */
  public Checkup(Site site, World world, Consumer<Check> listener) {
    this.site = site;
    this.world = world;
    this.listener = listener;
  }

  /** All lines, in the order of {@link Subject}. */
  public List<Check> look() {
    add(Subject.SECRETS, this::secrets);
    Optional<NodeInventory> inventory = node();
    onNode(Subject.CLOCK, inventory, this::clock);
    onNode(Subject.RIGHTS, inventory, this::rights);
    onNode(Subject.STORAGE, inventory, this::storage);
    onNode(Subject.TEMPLATE, inventory, this::template);
    if (Firewalls.wanted(site)) {
      onNode(Subject.FIREWALL, inventory, this::firewall);
    }
    new NamesCheckup(site, world.dns()).checks().forEach(this::add);
    world.outside().ifPresent(tunnel -> add(Subject.OUTSIDE, () -> outside(tunnel)));
    return List.copyOf(checks);
  }

  private void add(Check check) {
    checks.add(check);
    listener.accept(check);
  }

  private void add(Subject subject, Supplier<Check> look) {
    add(guarded(subject, look));
  }

  static Check guarded(Subject subject, Supplier<Check> look) {
    try {
      return look.get();
    } catch (PortException e) {
      return Check.failed(subject, e);
    }
  }

  private interface OnNode {
    Check look(NodeInventory inventory);
  }

  private void onNode(Subject subject, Optional<NodeInventory> inventory, OnNode look) {
    add(
        inventory
            .map(seen -> guarded(subject, () -> look.look(seen)))
            .orElseGet(() -> Check.notAsked(subject, Subject.NODE)));
  }

  private Check secrets() {
    List<SecretReference> references = site.references();
    var findings = new ArrayList<Finding>();
    for (SecretReference reference : references) {
      try {
        if (!world.secrets().present(reference)) {
          findings.add(DoctorFindings.noSecret(reference));
        }
      } catch (PortException e) {
        findings.add(e.finding());
      }
    }
    String names = String.join(", ", references.stream().map(SecretReference::text).toList());
    Text detail =
        references.isEmpty()
            ? Text.of("ralf.yaml names none", "ralf.yaml nennt keine")
            : Text.same(names);
    return Check.seen(Subject.SECRETS, detail, findings);
  }

  private Optional<NodeInventory> node() {
    try {
      List<NodeLoad> candidates = List.of();
      if (NodeChoice.open(site)) {
        List<NodeLoad> nodes = world.host().nodes();
        candidates = NodeChoice.candidates(nodes);
        if (candidates.isEmpty()) {
          add(
              Check.seen(
                  Subject.NODE, NodeChoice.passedOver(nodes), List.of(NodeChoice.nobody(nodes))));
          return Optional.empty();
        }
        world.host().workOn(candidates.getFirst().node());
      }
      NodeInventory inventory =
          world
              .host()
              .inventory(
                  new ContainerHost.Query(
                      site.templateStorage(), site.rootfsStorage(), site.gateway()));
      add(
          Check.seen(
              Subject.NODE,
              Text.same(
                  inventory.node()
                      + ", Proxmox VE "
                      + inventory.version()
                      + way()
                      + of(candidates)),
              DoctorFindings.version(inventory.version())));
      return Optional.of(inventory);
    } catch (PortException e) {
      add(Check.failed(Subject.NODE, e));
      return Optional.empty();
    }
  }

  /** Among how many it was chosen, as a plan would now. */
  private static String of(List<NodeLoad> candidates) {
    return candidates.isEmpty()
        ? ""
        : " ("
            + String.join(
                ", ",
                candidates.stream()
                    .map(n -> n.node() + " " + (n.freeBytes().orElse(0) >> 30) + " GiB")
                    .toList())
            + ")";
  }

  private String way() {
    return site.proxmox().map(p -> ", " + p.target()).orElse("");
  }

  private Check clock(NodeInventory inventory) {
    Instant before = world.clock().instant();
    Optional<Instant> node = world.host().clock();
    Duration asking = Duration.between(before, world.clock().instant());
    if (node.isEmpty()) {
      return Check.seen(
          Subject.CLOCK,
          Text.of("not told by this adapter", "von diesem Adapter nicht genannt"),
          List.of());
    }
    Duration apart = Duration.between(before.plus(asking.dividedBy(2)), node.get()).abs();
    // Told to the second, at some moment between question and answer.
    boolean same = apart.compareTo(asking.plusSeconds(1)) <= 0;
    long seconds = same ? 0 : Math.round(apart.toMillis() / 1000.0);
    return Check.seen(
        Subject.CLOCK,
        same
            ? Text.of("that of this machine", "wie auf diesem Rechner")
            : Text.of(seconds + " s from this machine's", seconds + " s neben der dieses Rechners"),
        DoctorFindings.clock(seconds));
  }

  private Check rights(NodeInventory inventory) {
    boolean download = TemplateChoice.of(site.template(), site, inventory).toBeLoaded();
    List<Finding> lacking = world.host().lacking(ProbeSteps.of(site, download));
    return Check.seen(
        Subject.RIGHTS,
        lacking.isEmpty()
            ? Text.of("all that plans need", "alle, die Pläne brauchen")
            : Text.of("not all that plans need", "nicht alle, die Pläne brauchen"),
        lacking);
  }

  private Check storage(NodeInventory inventory) {
    String free =
        String.join(
            ", ",
            inventory.storages().stream()
                .filter(DoctorFindings.wanted(site))
                .sorted(Comparator.comparing(NodeInventory.Storage::content))
                .map(s -> s.name() + " " + (s.availableBytes() >> 30) + " GiB")
                .distinct()
                .toList());
    return Check.seen(
        Subject.STORAGE,
        Text.of(free + " free; bridge " + site.bridge(), free + " frei; Brücke " + site.bridge()),
        LivePlacement.node(site, inventory));
  }

  private Check template(NodeInventory inventory) {
    TemplateChoice choice = TemplateChoice.of(site.template(), site, inventory);
    return Check.seen(
        Subject.TEMPLATE, Text.same(choice.file().orElse(site.template())), choice.findings());
  }

  private Check firewall(NodeInventory inventory) {
    return Check.seen(
        Subject.FIREWALL,
        Text.of("rules are set by RALF", "Regeln setzt RALF"),
        Firewalls.idle(world.host()));
  }

  private static Check outside(Tunnel tunnel) {
    tunnel.open();
    return Check.seen(Subject.OUTSIDE, Text.of("lets us in", "lässt uns ein"), List.of());
  }
}
