package zone.otta.ralf.testkit.host;

import static org.assertj.core.api.Assertions.fail;

import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/** Small parts that the kits share. */
final class Failures {
  private Failures() {}

  /** How the call failed; a call that does not fail breaks the rule. */
  static Fault fault(Runnable call) {
    return failure(call).fault();
  }

  static PortException failure(Runnable call) {
    try {
      call.run();
    } catch (PortException e) {
      return e;
    }
    return fail("a PortException was due");
  }

  static Facts.Container withPurpose(Facts.Container c, String purpose) {
    return new Facts.Container(
        c.ctid(),
        c.hostname(),
        c.cores(),
        c.memoryMib(),
        c.swapMib(),
        c.rootfsStorage(),
        c.rootfsMib(),
        c.unprivileged(),
        c.nesting(),
        c.bridge(),
        c.address(),
        c.gateway(),
        c.mac(),
        c.nameserver(),
        c.searchdomain(),
        c.onboot(),
        c.tags(),
        purpose);
  }
}
