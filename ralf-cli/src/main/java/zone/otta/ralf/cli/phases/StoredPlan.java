package zone.otta.ralf.cli.phases;

import java.util.Optional;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.workspace.json.JsonReader;
import zone.otta.ralf.workspace.json.JsonReading;
import zone.otta.ralf.workspace.store.PlanLookup;
import zone.otta.ralf.workspace.store.PlanStore;

/**
 * A plan as it lies in its file: the plan, which the hash covers, and beside it what it was made
 * from.
 *
 * @param card the card's file, relative to the workspace where it is inside
 */
public record StoredPlan(String card, Plan plan) {
  private static final String FORM = "ralf/plan-file/v1";

  public Sha256 hash() {
    return plan.hash();
  }

  public String text() {
    return Json.object()
            .with("form", FORM)
            .with("hash", plan.hash().hex())
            .with("card", card)
            .with("plan", plan.json())
            .pretty()
        + "\n";
  }

  /** The plan a person means; its file must hold what its hash says. */
  public static StoredPlan find(PlanStore plans, String word) {
    return switch (plans.find(word)) {
      case PlanLookup.Found found -> read(found);
      case PlanLookup.NotFound missing -> throw new Refused(Exit.APPROVAL, missing.finding());
    };
  }

  /** The plan that was made last for a service, if any was. */
  static Optional<StoredPlan> latest(PlanStore plans, ServiceName service) {
    return plans.find(service.value()) instanceof PlanLookup.Found found
        ? Optional.of(read(found))
        : Optional.empty();
  }

  /** The plan of a hash as it is kept, unread; empty if no file of it is there. */
  static Optional<Json> body(PlanStore plans, Sha256 hash) {
    return plans.find(hash.hex()) instanceof PlanLookup.Found found
            && new JsonReader().read(found.text()) instanceof JsonReading.Parsed parsed
            && parsed.value() instanceof Json.Obj file
        ? file.get("plan")
        : Optional.empty();
  }

  private static StoredPlan read(PlanLookup.Found found) {
    Json json = new JsonReader().read(found.text()).orThrow(m -> altered(found));
    if (!(json instanceof Json.Obj file
        && file.get("hash").orElse(json) instanceof Json.Str hash
        && file.get("card").orElse(json) instanceof Json.Str card
        && file.get("plan").isPresent())) {
      throw altered(found);
    }
    Plan plan = plan(file.get("plan").orElseThrow(), found);
    String computed = plan.hash().hex();
    if (!computed.equals(hash.value()) || !computed.startsWith(found.hashPrefix())) {
      throw altered(found);
    }
    return new StoredPlan(card.value(), plan);
  }

  private static Plan plan(Json json, PlanLookup.Found found) {
    try {
      return Plan.read(json);
    } catch (IllegalArgumentException e) {
      throw altered(found);
    }
  }

  private static Refused altered(PlanLookup.Found found) {
    return new Refused(
        Exit.APPROVAL,
        Finding.blocker(
                "RALF-G006",
                Text.of(
                    found.file() + " is not a plan as this RALF wrote it",
                    found.file() + " ist kein Plan, wie dieses RALF ihn geschrieben hat"))
            .help(
                Text.of(
                    "make the plan anew with ralf plan CARD",
                    "den Plan mit ralf plan KARTE neu machen")));
  }
}
