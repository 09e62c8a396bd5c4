package zone.otta.ralf.cli.contract;

import zone.otta.ralf.testkit.host.GuestShellContract;
import zone.otta.ralf.testkit.host.GuestShellWorld;

/** {@code pct exec} over SSH keeps the rules of a guest shell. */
class PctExecShellContractTest extends GuestShellContract {
  @Override
  protected GuestShellWorld open() throws Exception {
    return LabWorld.withGuest();
  }
}
