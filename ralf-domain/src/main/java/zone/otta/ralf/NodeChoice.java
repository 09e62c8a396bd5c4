package zone.otta.ralf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.port.NodeLoad;
import zone.otta.ralf.site.ProxmoxEndpoint;
import zone.otta.ralf.site.Site;

/**
 * On which node of the cluster a service is, or goes. Where the site leaves that to RALF: on the
 * one that has its container; for a new one on that with most free memory of those that fit.
 *
 * @param inventory of that node; empty if no node can be asked
 * @param findings why this one
 */
record NodeChoice(Optional<NodeInventory> inventory, List<Finding> findings) {
  private static final Comparator<NodeLoad> BY_MEMORY =
      Comparator.comparingLong((NodeLoad load) -> load.freeBytes().orElse(0))
          .reversed()
          .thenComparing(NodeLoad::node);

  /** Asks, and has the host work on the node from then on. */
  static NodeChoice of(ContainerHost host, PlanRequest request, Deployment deployment) {
    ContainerHost.Query query = HostSteps.query(request.site(), deployment.address());
    if (!open(request.site())) {
      return new NodeChoice(Optional.of(host.inventory(query)), List.of());
    }
    return request
        .node()
        .map(
            node -> {
              host.workOn(node);
              return new NodeChoice(Optional.of(host.inventory(query)), List.of());
            })
        .orElseGet(() -> new Choosing(host, request.site(), query, deployment).choose());
  }

  /** For a service that is there: the node it was put on, or another one that can be asked. */
  static void again(ContainerHost host, String node) {
    List<NodeLoad> nodes = host.nodes();
    host.workOn(
        nodes.stream().anyMatch(n -> n.node().equals(node) && n.online())
            ? node
            : nodes.stream()
                .filter(NodeLoad::online)
                .map(NodeLoad::node)
                .sorted()
                .findFirst()
                .orElse(node));
  }

  static boolean open(Site site) {
    return site.proxmox()
        .map(ProxmoxEndpoint::node)
        .filter(ProxmoxEndpoint.AUTO::equals)
        .isPresent();
  }

  /** Those that can be asked, the one with most free memory first. */
  static List<NodeLoad> candidates(List<NodeLoad> nodes) {
    return nodes.stream()
        .filter(n -> n.online() && n.freeBytes().isPresent())
        .sorted(BY_MEMORY)
        .toList();
  }

  /** The nodes that are no candidates, and why, in one line. */
  static Text passedOver(List<NodeLoad> nodes) {
    List<Text> reasons = reasons(nodes);
    return Text.of(
        String.join("; ", reasons.stream().map(Text::en).toList()),
        String.join("; ", reasons.stream().map(Text::de).toList()));
  }

  /** Why a node is none: nobody can say whether it fits. */
  private static List<Text> reasons(List<NodeLoad> nodes) {
    return nodes.stream()
        .filter(n -> !n.online() || n.freeBytes().isEmpty())
        .map(
            n ->
                n.online()
                    ? Text.of(
                        n.node()
                            + ": its memory is not shown to us (Sys.Audit on /nodes/"
                            + n.node()
                            + ")",
                        n.node()
                            + ": sein Speicher wird uns nicht gezeigt (Sys.Audit auf /nodes/"
                            + n.node()
                            + ")")
                    : Text.of(n.node() + ": not online", n.node() + ": nicht erreichbar"))
        .toList();
  }

  /** There is no candidate at all. */
  static Finding nobody(List<NodeLoad> nodes) {
    return noted(
        Finding.blocker(
                "RALF-L030",
                Text.of(
                    "no node of the cluster can be chosen",
                    "kein Knoten des Clusters steht zur Wahl"))
            .help(
                Text.of(
                    "give the login Sys.Audit on the nodes, or name a node in ralf.yaml",
                    "der Anmeldung Sys.Audit auf die Knoten geben oder einen Knoten in ralf.yaml nennen")),
        reasons(nodes));
  }

  private static Finding noted(Finding finding, List<Text> notes) {
    Finding noted = finding;
    for (Text note : notes) {
      noted = noted.note(note);
    }
    return noted;
  }

  private static final class Choosing {
    private final ContainerHost host;
    private final Site site;
    private final ContainerHost.Query query;
    private final Deployment deployment;
    private final List<Text> notes = new ArrayList<>();

    Choosing(ContainerHost host, Site site, ContainerHost.Query query, Deployment deployment) {
      this.host = host;
      this.site = site;
      this.query = query;
      this.deployment = deployment;
    }

    NodeChoice choose() {
      List<NodeLoad> nodes = host.nodes();
      List<NodeLoad> candidates = candidates(nodes);
      List<Text> passedOver = reasons(nodes);
      Optional<NodeInventory> best = Optional.empty();
      for (NodeLoad load : candidates) {
        NodeInventory inventory = ask(load.node());
        Optional<String> home = home(inventory);
        if (home.isPresent()) {
          return new NodeChoice(
              Optional.of(home.get().equals(load.node()) ? inventory : ask(home.get())), List.of());
        }
        Optional<Text> unfit = unfit(load, inventory);
        if (unfit.isEmpty()) {
          later(candidates, load);
          notes.addAll(passedOver);
          return new NodeChoice(Optional.of(inventory), List.of(noted(chosen(load), notes)));
        }
        notes.add(unfit.get());
        best = best.or(() -> Optional.of(inventory));
      }
      if (candidates.isEmpty()) {
        return new NodeChoice(Optional.empty(), List.of(nobody(nodes)));
      }
      notes.addAll(passedOver);
      best.ifPresent(inventory -> host.workOn(inventory.node()));
      return new NodeChoice(best, List.of(noted(none(), notes)));
    }

    private NodeInventory ask(String node) {
      host.workOn(node);
      return host.inventory(query);
    }

    /** Where the container lives already, be it ours or not. */
    private Optional<String> home(NodeInventory inventory) {
      return inventory.guests().stream()
          .filter(g -> g.id().equals(deployment.placement().ctid()))
          .map(NodeInventory.Guest::node)
          .findFirst();
    }

    private Optional<Text> unfit(NodeLoad load, NodeInventory inventory) {
      long free = mib(load);
      if (free < deployment.memoryMib()) {
        return Optional.of(
            Text.of(
                load.node() + ": " + free + " MiB of memory free",
                load.node() + ": " + free + " MiB Speicher frei"));
      }
      var lacking = new ArrayList<>(LivePlacement.node(site, inventory));
      lacking.addAll(LivePlacement.room(site, inventory, deployment.rootfsMib()));
      return lacking.stream()
          .filter(f -> f.severity() == Severity.BLOCKER)
          .findFirst()
          .map(
              f ->
                  Text.of(
                      load.node() + ": " + f.summary().en(),
                      load.node() + ": " + f.summary().de()));
    }

    private void later(List<NodeLoad> candidates, NodeLoad chosen) {
      candidates.stream()
          .skip(candidates.indexOf(chosen) + 1L)
          .map(
              n ->
                  Text.of(
                      n.node() + ": " + mib(n) + " MiB free",
                      n.node() + ": " + mib(n) + " MiB frei"))
          .forEach(notes::add);
    }

    private static long mib(NodeLoad load) {
      return load.freeBytes().orElse(0) >> 20;
    }

    private Finding chosen(NodeLoad load) {
      return Finding.hint(
          "RALF-L029",
          Text.of(
              "the container goes to node "
                  + load.node()
                  + ": most free memory of those that fit, "
                  + mib(load)
                  + " MiB",
              "der Container kommt auf Knoten "
                  + load.node()
                  + ": am meisten freier Speicher von denen, die passen, "
                  + mib(load)
                  + " MiB"));
    }

    private Finding none() {
      return Finding.blocker(
              "RALF-L030",
              Text.of(
                  "no node of the cluster fits: "
                      + deployment.memoryMib()
                      + " MiB of memory, "
                      + deployment.rootfsMib()
                      + " MiB on "
                      + site.rootfsStorage(),
                  "kein Knoten des Clusters passt: "
                      + deployment.memoryMib()
                      + " MiB Speicher, "
                      + deployment.rootfsMib()
                      + " MiB auf "
                      + site.rootfsStorage()))
          .help(
              Text.of(
                  "make room on one of them, ask for less in the card, or name a node in ralf.yaml",
                  "auf einem Platz schaffen, in der Karte weniger verlangen oder einen Knoten in ralf.yaml nennen"));
    }
  }
}
