package zone.otta.ralf.testkit.world;

import zone.otta.ralf.testkit.host.GuestShellContract;
import zone.otta.ralf.testkit.host.GuestShellWorld;

class MemoryShellTest extends GuestShellContract {
  @Override
  protected GuestShellWorld open() {
    return MemoryNode.withContainers();
  }
}
