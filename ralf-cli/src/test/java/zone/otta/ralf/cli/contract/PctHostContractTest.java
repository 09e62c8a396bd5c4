package zone.otta.ralf.cli.contract;

import zone.otta.ralf.testkit.host.ContainerHostContract;
import zone.otta.ralf.testkit.host.ContainerHostWorld;

/** {@code pct} over SSH keeps the rules of a container host. */
class PctHostContractTest extends ContainerHostContract {
  @Override
  protected ContainerHostWorld open() throws Exception {
    return LabWorld.start();
  }
}
