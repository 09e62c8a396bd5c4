package zone.otta.ralf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.card.OsRelease;
import zone.otta.ralf.card.Platform;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.json.Records;
import zone.otta.ralf.placement.Placement;
import zone.otta.ralf.plan.Binding;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.Planner;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.recipe.Recipe;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.GuestAccess;
import zone.otta.ralf.site.ProxmoxEndpoint;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.site.Site;

/** From a judged card to what is to be built, and to the plan that binds it. */
final class Deployments {
  private Deployments() {}

  /** Why there can be no plan at all. */
  static Optional<Finding> unbuildable(PlanRequest request, Recipe recipe) {
    return unbuildable(request.card(), recipe);
  }

  static Optional<Finding> unbuildable(ServiceCard card, Recipe recipe) {
    if (card.placement().platform().or(card::platform).filter(p -> p == Platform.VM).isPresent()) {
      return Optional.of(
          Finding.blocker("RALF-N016", Text.of("VM not supported", "VM wird nicht unterstützt"))
              .help(Text.of("use an LXC container", "LXC-Container verwenden")));
    }
    if (!recipe.builds(card)) {
      return Optional.of(
          Finding.blocker(
                  "RALF-N015",
                  Text.of(
                      "no recipe for service " + card.service(),
                      "kein Rezept für den Dienst " + card.service()))
              .help(Text.of("this version builds: postgresql", "diese Version baut: postgresql")));
    }
    return Optional.empty();
  }

  static Deployment of(PlanRequest request, Recipe recipe) {
    return of(request.card(), request.placement(), request.site(), recipe);
  }

  static Deployment of(ServiceCard card, Placement placement, Site site, Recipe recipe) {
    SecretReference named = card.secrets().stream().findFirst().orElse(recipe.defaultSecret());
    return new Deployment(
        card.service(),
        card.purpose(),
        placement,
        card.release().or(() -> OsRelease.find(site.template().replace('-', ' '))).orElseThrow(),
        card.resources().cpu().orElse(1),
        card.resources().ramMib().orElse(512L),
        card.resources().swapMib().orElse(0L),
        card.resources().rootfsMib().orElse(4096L),
        card.security().hbaNetworks().stream()
            .findFirst()
            .or(() -> card.ports().stream().flatMap(p -> p.from().stream()).findFirst())
            .orElse(site.network()),
        !card.security().tlsOptional(),
        named);
  }

  static List<Finding> secrets(PlanRequest request, Deployment deployment, SecretSource secrets) {
    var findings = new ArrayList<Finding>();
    var needed = new ArrayList<SecretReference>(List.of(deployment.secret()));
    request.site().dns().ifPresent(dns -> needed.addAll(dns.secrets()));
    for (SecretReference reference : needed) {
      try {
        if (!secrets.present(reference)) {
          findings.add(absent(reference));
        }
      } catch (PortException e) {
        findings.add(e.finding());
      }
    }
    return findings;
  }

  private static Finding absent(SecretReference reference) {
    return Finding.blocker(
            "RALF-N014",
            Text.of(
                "secret " + reference + " is not there",
                "Geheimnis " + reference + " ist nicht da"))
        .help(
            Text.of(
                "provide it (one line, 8 characters or more), or map it in ralf.yaml under secrets.from",
                "bereitstellen (eine Zeile, mindestens 8 Zeichen) oder in ralf.yaml unter secrets.from zuordnen"));
  }

  static Plan plan(
      PlanRequest request,
      Deployment deployment,
      NodeInventory inventory,
      Planner.Result planned,
      List<Finding> gate1,
      List<Finding> gate2) {
    List<Plan.Reason> reasons = reasons(List.of(request.checked(), gate1, gate2));
    return new Plan(
        Sha256.of("ralf/card/v1\n" + Records.toJson(request.card()).canonical()),
        request.policies(),
        request.version(),
        binding(request.site(), deployment, inventory),
        deployment,
        Optional.empty(),
        planned.steps(),
        reasons);
  }

  static List<Plan.Reason> reasons(List<List<Finding>> parts) {
    return parts.stream()
        .flatMap(List::stream)
        .filter(f -> f.severity() != Severity.HINWEIS)
        .map(f -> new Plan.Reason(f.severity(), f.code(), f.at().map(p -> p.value()).orElse("")))
        .toList();
  }

  static Binding binding(Site site, Deployment deployment, NodeInventory inventory) {
    return new Binding(
        inventory.node(),
        site.proxmox().map(ProxmoxEndpoint::target).orElse("-"),
        inventory.identity(),
        site.proxmox().map(ProxmoxEndpoint::guest).orElse(new GuestAccess.PctExec()).text(),
        site.templateStorage(),
        site.rootfsStorage(),
        site.bridge(),
        site.dns().map(DnsEndpoint::target).orElse("none"),
        site.zone().name(),
        site.secrets().resolve(deployment.secret()).text(),
        site.outside().map(o -> o.user() + "@" + o.host() + ":" + o.port()));
  }
}
