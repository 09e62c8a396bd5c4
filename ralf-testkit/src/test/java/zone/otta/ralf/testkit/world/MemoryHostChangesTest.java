package zone.otta.ralf.testkit.world;

import zone.otta.ralf.testkit.host.ContainerChangesContract;
import zone.otta.ralf.testkit.host.ContainerHostWorld;

class MemoryHostChangesTest extends ContainerChangesContract {
  @Override
  protected ContainerHostWorld open() {
    return new MemoryNode();
  }
}
