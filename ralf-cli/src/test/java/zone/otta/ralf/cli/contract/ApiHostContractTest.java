package zone.otta.ralf.cli.contract;

import zone.otta.ralf.testkit.host.ContainerHostContract;
import zone.otta.ralf.testkit.host.ContainerHostWorld;

/**
 * The API with the smallest role, whose rights come from a pool, keeps the rules of a container
 * host.
 */
class ApiHostContractTest extends ContainerHostContract {
  @Override
  protected ContainerHostWorld open() throws Exception {
    return ApiWorld.pooled();
  }
}
