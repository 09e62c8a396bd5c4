package zone.otta.ralf.lab.node;

import java.io.IOException;
import zone.otta.ralf.lab.exec.Call;

/** {@code pct destroy}. */
final class PctDestroy {
  private static final int NO_CONFIG = 2;
  private final World world;
  private final PctPower power;

  PctDestroy(World world, PctPower power) {
    this.world = world;
    this.power = power;
  }

  void judge(int id, boolean force) throws NodeFailure {
    Container c = world.existing(id, NO_CONFIG);
    if (c.option("protection", "0").equals("1")) {
      throw new NodeFailure(255, "can't remove CT " + id + " - protection mode enabled\n");
    }
    c.refuseLocked();
    if (c.running() && !force) {
      throw new NodeFailure(255, "unable to destroy CT " + id + " - container is running\n");
    }
  }

  void run(int id, boolean purge, Call call) throws NodeFailure, IOException, InterruptedException {
    Container c = world.existing(id, NO_CONFIG);
    if (c.running()) {
      power.stop(id);
    }
    if (purge) {
      call.out("purging CT " + id + " from related configurations..\n");
    }
    world.destroy(c);
  }
}
