package zone.otta.ralf.dns.rfc2136;

import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;

/** What was seen, in the notation of a zone file. */
final class Descriptions {
  private Descriptions() {}

  static String of(Observation observation) {
    return switch (observation) {
      case Observation.Absent a -> "NXDOMAIN";
      case Observation.InNewContainer n -> "?";
      case Observation.Busy b -> b.task();
      case Observation.Unknown u -> u.why().summary().en();
      case Observation.Present p -> record(p.facts()) + p.mark().map(Descriptions::mark).orElse("");
    };
  }

  private static String mark(Mark mark) {
    return ", TXT \"" + mark.line() + "\"";
  }

  private static String record(Facts facts) {
    return facts instanceof Facts.Address a
        ? a.ttlSeconds() + " A " + a.address()
        : facts instanceof Facts.Pointer p ? p.ttlSeconds() + " PTR " + p.name() + "." : "?";
  }
}
