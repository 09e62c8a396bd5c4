package zone.otta.ralf.lab.rest;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a handler is asked.
 *
 * @param variables the parts of the path by their names
 * @param parameters of query and body
 */
record Ask(Map<String, String> variables, SortedMap<String, String> parameters) {
  String variable(String name) {
    return variables.getOrDefault(name, "");
  }

  int vmid() {
    return Integer.parseInt(variable("vmid"));
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  boolean set(String name) {
    return parameter(name).equals(Optional.of("1"));
  }

  /**
   * @throws Refusal with Proxmox's words if it is missing
   */
  String required(String name) throws Refusal {
    return parameter(name)
        .orElseThrow(() -> Refusal.parameter(name, "property is missing and it is not optional"));
  }
}
