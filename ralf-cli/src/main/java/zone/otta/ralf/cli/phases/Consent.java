package zone.otta.ralf.cli.phases;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.plan.Plan;

/** Asks whoever decides whether exactly this plan may be executed. */
@FunctionalInterface
public interface Consent {
  /** A yes, and to which warnings. */
  record Yes(List<Code> accepted, Optional<String> actor) {
    public Yes {
      accepted = List.copyOf(accepted);
    }
  }

  /**
   * The answer.
   *
   * @throws zone.otta.ralf.cli.session.Refused if it is no
   */
  Yes ask(Plan plan);
}
