package zone.otta.ralf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.placement.Placement;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.port.NodeInventory.Storage.Content;
import zone.otta.ralf.site.Site;

/** Gate 1 against the living world: is the place free, or ours already, and is there room. */
final class LivePlacement {
  private static final long MIB = 1024L * 1024L;

  private LivePlacement() {}

  static List<Finding> judge(
      PlanRequest request, NodeInventory inventory, List<Step> steps, List<Observation> seen) {
    var findings = new ArrayList<Finding>();
    boolean ours = ours(request, steps, seen);
    Placement placement = request.placement();
    Optional<NodeInventory.Guest> away =
        inventory.guests().stream()
            .filter(g -> g.id().equals(placement.ctid()) && !g.node().equals(inventory.node()))
            .findFirst();
    if (ours) {
      away.ifPresent(guest -> findings.add(moved(guest, inventory.node())));
    } else if (away.isPresent() && unseen(steps, seen)) {
      findings.add(outOfReach(away.get(), inventory.node()));
    } else {
      findings.addAll(taken(placement, inventory));
    }
    findings.addAll(node(request.site(), inventory));
    if (!HostSteps.exists(placement.ctid(), inventory)) {
      findings.addAll(
          room(request.site(), inventory, request.card().resources().rootfsMib().orElse(4096L)));
    }
    return findings;
  }

  private static boolean ours(PlanRequest request, List<Step> steps, List<Observation> seen) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Step.CreateContainer step
          && seen.get(i) instanceof Observation.Present present) {
        return request.ownership().ours(step, present);
      }
    }
    return false;
  }

  private static Finding moved(NodeInventory.Guest guest, String node) {
    return Finding.hint(
        "RALF-L027",
        Text.of(
            "container " + guest.id() + " lives on node " + guest.node() + " now, not on " + node,
            "Container "
                + guest.id()
                + " lebt jetzt auf Knoten "
                + guest.node()
                + ", nicht auf "
                + node));
  }

  /** The cluster's list knows it, the way to the node does not lead to it. */
  private static boolean unseen(List<Step> steps, List<Observation> seen) {
    return IntStream.range(0, steps.size())
        .anyMatch(
            i ->
                steps.get(i) instanceof Step.CreateContainer
                    && seen.get(i) instanceof Observation.Absent);
  }

  private static Finding outOfReach(NodeInventory.Guest guest, String node) {
    return Finding.blocker(
            "RALF-L028",
            Text.of(
                "CTID " + guest.id() + " is taken by " + guest.name() + " on node " + guest.node(),
                "CTID "
                    + guest.id()
                    + " ist von "
                    + guest.name()
                    + " auf Knoten "
                    + guest.node()
                    + " belegt"))
        .note(
            Text.of(
                "what it is cannot be seen from "
                    + node
                    + ": by pct a node shows its own containers only",
                "was es ist, ist von "
                    + node
                    + " aus nicht zu sehen: über pct zeigt ein Knoten nur seine eigenen Container"))
        .help(
            Text.of(
                "if it is ours: name "
                    + guest.node()
                    + " in ralf.yaml, or use the API, or move it back (`pct migrate "
                    + guest.id()
                    + " "
                    + node
                    + " --restart`); else choose another address",
                "gehört er uns: "
                    + guest.node()
                    + " in ralf.yaml nennen, die API benutzen oder ihn zurückholen (`pct migrate "
                    + guest.id()
                    + " "
                    + node
                    + " --restart`); sonst andere Adresse wählen"));
  }

  private static List<Finding> taken(Placement placement, NodeInventory inventory) {
    var findings = new ArrayList<Finding>();
    for (NodeInventory.Guest guest : inventory.guests()) {
      if (guest.id().equals(placement.ctid())) {
        findings.add(
            Finding.blocker(
                    "RALF-L020",
                    Text.of(
                        "CTID "
                            + placement.ctid()
                            + " is taken by "
                            + guest.name()
                            + ", which is not ours",
                        "CTID "
                            + placement.ctid()
                            + " ist von "
                            + guest.name()
                            + " belegt und gehört nicht uns"))
                .help(
                    Text.of(
                        "choose another address (the CTID follows from it)",
                        "andere Adresse wählen (die CTID folgt aus ihr)")));
      } else if (guest.name().equals(placement.hostname().label())) {
        findings.add(
            Finding.warning(
                "RALF-L021",
                Text.of(
                    "guest " + guest.id() + " has the same name " + guest.name(),
                    "Gast " + guest.id() + " heißt ebenfalls " + guest.name())));
      }
    }
    if (inventory.addressAnswers()) {
      findings.add(
          Finding.blocker(
                  "RALF-L022",
                  Text.of(
                      placement.address().address() + " answers already",
                      placement.address().address() + " antwortet schon"))
              .help(
                  Text.of(
                      "find out who uses the address, or choose another",
                      "herausfinden, wer die Adresse benutzt, oder eine andere wählen")));
    }
    return findings;
  }

  static List<Finding> node(Site site, NodeInventory inventory) {
    var findings = new ArrayList<Finding>();
    if (!inventory.bridges().contains(site.bridge())) {
      findings.add(
          Finding.blocker(
              "RALF-L023",
              Text.of(
                  "bridge " + site.bridge() + " does not exist on " + inventory.node(),
                  "Brücke " + site.bridge() + " gibt es auf " + inventory.node() + " nicht")));
    }
    for (Content content : Content.values()) {
      String wanted =
          switch (content) {
            case ROOTDIR -> site.rootfsStorage();
            case VZTMPL -> site.templateStorage();
          };
      boolean usable =
          inventory.storages().stream()
              .anyMatch(s -> s.name().equals(wanted) && s.content() == content && s.active());
      if (!usable) {
        findings.add(
            Finding.blocker(
                "RALF-L024",
                Text.of(
                    "storage "
                        + wanted
                        + " is not there, not active, or does not take "
                        + content.name().toLowerCase(Locale.ROOT),
                    "Speicher "
                        + wanted
                        + " fehlt, ist nicht aktiv oder nimmt kein "
                        + content.name().toLowerCase(Locale.ROOT))));
      }
    }
    return findings;
  }

  static List<Finding> room(Site site, NodeInventory inventory, long rootfsMib) {
    return inventory.storages().stream()
        .filter(s -> s.name().equals(site.rootfsStorage()) && s.content() == Content.ROOTDIR)
        .flatMap(s -> room(s, rootfsMib).stream())
        .toList();
  }

  private static List<Finding> room(NodeInventory.Storage storage, long rootfsMib) {
    long free = storage.availableBytes() / MIB;
    if (free < rootfsMib) {
      return List.of(
          Finding.blocker(
              "RALF-L025",
              Text.of(
                  "storage "
                      + storage.name()
                      + " has "
                      + free
                      + " MiB free, the root file system needs "
                      + rootfsMib,
                  "Speicher "
                      + storage.name()
                      + " hat "
                      + free
                      + " MiB frei, das Wurzelsystem braucht "
                      + rootfsMib)));
    }
    return free < rootfsMib * 5 / 4
        ? List.of(
            Finding.warning(
                "RALF-L026",
                Text.of(
                    "storage " + storage.name() + " is nearly full after this",
                    "Speicher " + storage.name() + " ist danach fast voll")))
        : List.of();
  }
}
