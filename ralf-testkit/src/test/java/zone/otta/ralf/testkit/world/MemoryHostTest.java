package zone.otta.ralf.testkit.world;

import zone.otta.ralf.testkit.host.ContainerHostContract;
import zone.otta.ralf.testkit.host.ContainerHostWorld;

class MemoryHostTest extends ContainerHostContract {
  @Override
  protected ContainerHostWorld open() {
    return new MemoryNode();
  }
}
