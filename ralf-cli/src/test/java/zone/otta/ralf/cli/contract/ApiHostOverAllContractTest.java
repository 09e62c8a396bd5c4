package zone.otta.ralf.cli.contract;

import zone.otta.ralf.testkit.host.ContainerHostContract;
import zone.otta.ralf.testkit.host.ContainerHostWorld;

/** The API with the role on all guests, keeps the rules of a container host. */
class ApiHostOverAllContractTest extends ContainerHostContract {
  @Override
  protected ContainerHostWorld open() throws Exception {
    return ApiWorld.overAll();
  }
}
