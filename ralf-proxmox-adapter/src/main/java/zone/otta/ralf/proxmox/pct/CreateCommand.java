package zone.otta.ralf.proxmox.pct;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.proxmox.container.ContainerOptions;

/** The words of {@code pct create}. */
final class CreateCommand {
  private CreateCommand() {}

  static List<String> argv(Step.CreateContainer step, Optional<Mark> mark) {
    var argv =
        new ArrayList<>(
            List.of("pct", "create", step.desired().ctid().toString(), step.template().volume()));
    ContainerOptions.create(step.desired(), mark)
        .forEach((name, value) -> argv.addAll(List.of("--" + name, value)));
    return argv;
  }
}
