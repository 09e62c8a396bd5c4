package zone.otta.ralf.dns.manual;

import zone.otta.ralf.dns.Names;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Step;

/** A record in the notation of a zone file, to be typed or pasted. */
final class Records {
  private Records() {}

  static String line(Step.Dns step) {
    return switch (step) {
      case Step.RegisterAddress s -> address(s.desired());
      case Step.RegisterPointer s -> pointer(s.desired());
      case Step.UnregisterAddress s -> address(s.address());
      case Step.UnregisterPointer s -> pointer(s.pointer());
    };
  }

  private static String address(Facts.Address a) {
    return a.name() + ". " + a.ttlSeconds() + " IN A " + a.address();
  }

  private static String pointer(Facts.Pointer p) {
    return Names.reverse(p.address()) + " " + p.ttlSeconds() + " IN PTR " + p.name() + ".";
  }
}
