package zone.otta.ralf.cli.contract;

import zone.otta.ralf.testkit.host.ContainerChangesContract;
import zone.otta.ralf.testkit.host.ContainerHostWorld;

/** {@code pct} over SSH keeps the rules of changing what exists. */
class PctHostChangesContractTest extends ContainerChangesContract {
  @Override
  protected ContainerHostWorld open() throws Exception {
    return LabWorld.start();
  }
}
