package zone.otta.ralf.lab.rest;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zone.otta.ralf.lab.node.ConfigOptions;
import zone.otta.ralf.lab.node.NodeFailure;

/**
 * One method of one path. Rights are judged before parameters, as Proxmox does.
 *
 * @param pattern its parts; {@code {name}} takes any
 * @param proxied whether pveproxy passes it on to pvedaemon
 * @param parameters those it knows; empty if the handler judges them
 */
record Route(
    String method,
    List<String> pattern,
    boolean proxied,
    Optional<Set<String>> parameters,
    Permission permission,
    Handler handler) {
  /** Who may. */
  @FunctionalInterface
  interface Permission {
    void check(Ask ask) throws Refusal;
  }

  /** What happens. */
  @FunctionalInterface
  interface Handler {
    Answer answer(Ask ask) throws Refusal, NodeFailure, IOException, InterruptedException;
  }

  /** The variables if method and path are this route's. */
  Optional<Map<String, String>> match(String asked, List<String> segments) {
    if (!asked.equals(method) || segments.size() != pattern.size()) {
      return Optional.empty();
    }
    var variables = new HashMap<String, String>();
    for (int i = 0; i < segments.size(); i++) {
      String part = pattern.get(i);
      if (part.startsWith("{")) {
        variables.put(part.substring(1, part.length() - 1), segments.get(i));
      } else if (!part.equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  Answer answer(Ask ask) throws Refusal, NodeFailure, IOException, InterruptedException {
    permission.check(ask);
    if (parameters.isPresent()) {
      var errors = new HashMap<String, String>();
      for (String name : ask.parameters().keySet()) {
        if (!parameters.get().contains(name)) {
          errors.put(name, ConfigOptions.NOT_IN_SCHEMA);
        }
      }
      if (!errors.isEmpty()) {
        throw Refusal.parameters(errors);
      }
    }
    return handler.answer(ask);
  }
}
