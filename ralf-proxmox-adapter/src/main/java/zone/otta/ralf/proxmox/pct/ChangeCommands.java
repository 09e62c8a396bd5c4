package zone.otta.ralf.proxmox.pct;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.proxmox.container.ContainerOptions;

/** The words that change a container; the root file system grows by {@code pct resize}. */
final class ChangeCommands {
  private ChangeCommands() {}

  /** In their order; none if nothing differs. */
  static List<List<String>> of(Step.ChangeContainer step, Map<String, String> options) {
    String id = step.desired().ctid().toString();
    var commands = new ArrayList<List<String>>();
    if (!options.isEmpty()) {
      var set = new ArrayList<>(List.of("pct", "set", id));
      options.forEach((name, value) -> set.addAll(List.of("--" + name, value)));
      commands.add(set);
    }
    if (ContainerOptions.grows(step)) {
      commands.add(List.of("pct", "resize", id, "rootfs", ContainerOptions.size(step.desired())));
    }
    return commands;
  }
}
