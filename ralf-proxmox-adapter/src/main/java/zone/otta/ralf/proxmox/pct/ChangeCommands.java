package zone.otta.ralf.proxmox.pct;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import zone.otta.ralf.plan.ContainerDifference;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Step;

/**
 * The words that change a container: only what differs, and never {@code --rootfs} (a size in it is
 * taken for a volume's name); the root file system grows by {@code pct resize}.
 */
final class ChangeCommands {
  private ChangeCommands() {}

  /** In their order; none if nothing differs. */
  static List<List<String>> of(Step.ChangeContainer step, Optional<Mark> mark) {
    Facts.Container wanted = step.desired();
    Set<String> fields =
        ContainerDifference.between(step.from(), wanted).stream()
            .map(ContainerDifference.Field::name)
            .collect(Collectors.toSet());
    var commands = new ArrayList<List<String>>();
    Map<String, String> options = options(fields, wanted, mark);
    if (!options.isEmpty()) {
      var set = new ArrayList<>(List.of("pct", "set", wanted.ctid().toString()));
      options.forEach((name, value) -> set.addAll(List.of("--" + name, value)));
      commands.add(set);
    }
    if (fields.contains("rootfsMib")) {
      commands.add(
          List.of("pct", "resize", wanted.ctid().toString(), "rootfs", wanted.rootfsMib() + "M"));
    }
    return commands;
  }

  private static Map<String, String> options(
      Set<String> fields, Facts.Container wanted, Optional<Mark> mark) {
    var options = new LinkedHashMap<String, String>();
    for (String field : fields.stream().sorted().toList()) {
      switch (field) {
        case "hostname" -> options.put("hostname", wanted.hostname().label());
        case "cores" -> options.put("cores", Integer.toString(wanted.cores()));
        case "memoryMib" -> options.put("memory", Long.toString(wanted.memoryMib()));
        case "swapMib" -> options.put("swap", Long.toString(wanted.swapMib()));
        case "nesting" ->
            options.put("features", "nesting=" + CreateCommand.flag(wanted.nesting()));
        case "bridge", "address", "gateway", "mac" ->
            options.put("net0", CreateCommand.net0(wanted));
        case "nameserver" -> options.put("nameserver", wanted.nameserver().toString());
        case "searchdomain" -> options.put("searchdomain", wanted.searchdomain().name());
        case "onboot" -> options.put("onboot", CreateCommand.flag(wanted.onboot()));
        case "tags" -> options.put("tags", String.join(";", wanted.tags()));
        case "purpose" -> options.put("description", Description.of(wanted.purpose(), mark));
        case "rootfsMib" -> {
          // by resize
        }
        default -> throw new IllegalArgumentException("not to be changed: " + field);
      }
    }
    return options;
  }
}
