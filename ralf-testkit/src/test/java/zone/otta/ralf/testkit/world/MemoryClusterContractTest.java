package zone.otta.ralf.testkit.world;

import zone.otta.ralf.testkit.host.ClusterContract;
import zone.otta.ralf.testkit.host.ContainerHostWorld;

/** Several nodes in memory. */
class MemoryClusterContractTest extends ClusterContract {
  @Override
  protected ContainerHostWorld open() {
    return MemoryNode.clustered();
  }
}
