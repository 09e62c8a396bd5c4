package zone.otta.ralf.cli.contract;

import zone.otta.ralf.testkit.host.ContainerChangesContract;
import zone.otta.ralf.testkit.host.ContainerHostWorld;

/** The API with the role on all guests, keeps the rules of changing what exists. */
class ApiHostOverAllChangesContractTest extends ContainerChangesContract {
  @Override
  protected ContainerHostWorld open() throws Exception {
    return ApiWorld.overAll();
  }
}
