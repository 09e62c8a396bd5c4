package zone.otta.ralf.cli.contract;

import zone.otta.ralf.testkit.host.ContainerChangesContract;
import zone.otta.ralf.testkit.host.ContainerHostWorld;

/**
 * The API with the smallest role, whose rights come from a pool, keeps the rules of changing what
 * exists.
 */
class ApiHostChangesContractTest extends ContainerChangesContract {
  @Override
  protected ContainerHostWorld open() throws Exception {
    return ApiWorld.pooled();
  }
}
