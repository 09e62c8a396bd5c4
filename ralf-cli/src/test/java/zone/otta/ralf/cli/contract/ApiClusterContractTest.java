package zone.otta.ralf.cli.contract;

import zone.otta.ralf.testkit.host.ClusterContract;
import zone.otta.ralf.testkit.host.ContainerHostWorld;

/** The API of a cluster of which no node is named. */
class ApiClusterContractTest extends ClusterContract {
  @Override
  protected ContainerHostWorld open() throws Exception {
    return ApiWorld.clustered();
  }
}
