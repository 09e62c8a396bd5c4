package zone.otta.ralf.dns.rfc2136;

import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.plan.Observation;

/** An observation, and what a later replacement would have to find unchanged. */
record Sight(Observation observation, Optional<Ours> ours) {
  static Sight absent() {
    return new Sight(new Observation.Absent(), Optional.empty());
  }

  static Sight unknown(Finding why) {
    return new Sight(new Observation.Unknown(why), Optional.empty());
  }
}
