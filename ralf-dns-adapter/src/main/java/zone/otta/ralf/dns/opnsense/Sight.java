package zone.otta.ralf.dns.opnsense;

import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;

/** An observation, and the entry that a later change would have to find unchanged. */
record Sight(Observation observation, Optional<HostOverride> ours) {
  static Sight unknown(Finding why) {
    return new Sight(new Observation.Unknown(why), Optional.empty());
  }

  static Sight absent() {
    return new Sight(new Observation.Absent(), Optional.empty());
  }

  /** Somebody else's. */
  static Sight foreign(Facts facts) {
    return new Sight(Observation.Present.of(facts), Optional.empty());
  }
}
