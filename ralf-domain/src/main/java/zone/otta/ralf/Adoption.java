package zone.otta.ralf;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.InternalDns;

/**
 * Makes somebody else's record ours, because a person asked for it: only one that carries no mark
 * and leads to the service's address already, so that nobody is led elsewhere.
 */
final class Adoption {
  private Adoption() {}

  /** The steps, with the record that was seen in the one that registers the name. */
  static List<Step> in(List<Step> steps, InternalDns dns) {
    return steps.stream().map(s -> s instanceof Step.RegisterAddress a ? of(a, dns) : s).toList();
  }

  private static Step of(Step.RegisterAddress step, InternalDns dns) {
    Observation seen = dns.observe(List.of(step)).get(0);
    return seen instanceof Observation.Present present
            && present.mark().isEmpty()
            && present.facts() instanceof Facts.Address found
            && found.address().equals(step.desired().address())
            && dns.abilities().marks()
            && dns.abilities().conditional()
        ? new Step.RegisterAddress(step.desired(), Optional.of(found))
        : step;
  }

  static List<Finding> findings(List<Step> steps) {
    return steps.stream()
        .filter(Step.RegisterAddress.class::isInstance)
        .map(Step.RegisterAddress.class::cast)
        .flatMap(s -> s.adopted().stream())
        .map(Adoption::finding)
        .toList();
  }

  private static Finding finding(Facts.Address found) {
    String record = found.name() + " " + found.ttlSeconds() + " A " + found.address();
    return Finding.warning(
            "RALF-N061",
            Text.of(
                "somebody else's record becomes ours: " + record,
                "ein fremder Eintrag wird unserer: " + record))
        .help(
            Text.of(
                "from then on RALF changes it with the service, and removes it with `ralf destroy`",
                "von da an ändert RALF ihn mit dem Dienst und entfernt ihn mit `ralf destroy`"));
  }
}
