package zone.otta.ralf.lab.rest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import zone.otta.ralf.lab.exec.NotInVocabulary;
import zone.otta.ralf.lab.node.NodeFailure;
import zone.otta.ralf.lab.node.World;

/** The paths the lab answers. */
final class Routes {
  private static final Route.Permission ANYONE = ask -> {};
  private final World world;
  private final String node;
  private final List<Route> all = new ArrayList<>();

  Routes(World world) {
    this.world = world;
    this.node = world.options().node();
  }

  /** A path that is being described. */
  final class Path {
    private final String method;
    private final List<String> pattern;
    private final boolean proxied;
    private Route.Permission permission = ANYONE;
    private Optional<Set<String>> parameters = Optional.of(Set.of());

    private Path(String method, String pattern, boolean proxied) {
      this.method = method;
      this.pattern = List.of(pattern.split("/"));
      this.proxied = proxied;
    }

    Path needs(Route.Permission check) {
      permission = check;
      return this;
    }

    Path takes(String... names) {
      parameters = Optional.of(Set.of(names));
      return this;
    }

    /** The handler judges the parameters. */
    Path takesWhatIsJudged() {
      parameters = Optional.empty();
      return this;
    }

    void answers(Route.Handler handler) {
      all.add(new Route(method, pattern, proxied, parameters, permission, handler));
    }
  }

  /** Answered by pveproxy itself. */
  Path read(String pattern) {
    return new Path("GET", pattern, false);
  }

  /** Answered by pvedaemon. */
  Path readThrough(String pattern) {
    return new Path("GET", pattern, true);
  }

  Path post(String pattern) {
    return new Path("POST", pattern, true);
  }

  Path put(String pattern) {
    return new Path("PUT", pattern, true);
  }

  Path delete(String pattern) {
    return new Path("DELETE", pattern, true);
  }

  Reply reply(Request request) throws IOException, InterruptedException {
    try {
      SortedMap<String, String> parameters = Parameters.of(request);
      for (Route route : all) {
        Optional<Map<String, String>> variables = route.match(request.method(), request.segments());
        if (variables.isPresent()) {
          verify(variables.get());
          var ask = new Ask(variables.get(), parameters);
          return Reply.ok(route.answer(ask).json(), route.proxied());
        }
      }
      throw Refusal.of(
          501, "Method '" + request.method() + " " + request.path() + "' not implemented");
    } catch (NodeFailure e) {
      return Refusal.of(e).reply();
    } catch (NotInVocabulary e) {
      return Reply.failed(501, String.valueOf(e.getMessage()));
    } catch (Refusal e) {
      return e.reply();
    }
  }

  private void verify(Map<String, String> variables) throws Refusal {
    String asked = variables.getOrDefault("node", node);
    if (!asked.equals("localhost") && !world.nodes().contains(asked)) {
      throw Refusal.of(
          500,
          "hostname lookup '"
              + asked
              + "' failed - failed to get address info for: "
              + asked
              + ": Temporary failure in name resolution\n");
    }
    String vmid = variables.getOrDefault("vmid", "100");
    if (!vmid.matches("\\d+")) {
      throw Refusal.parameter("vmid", "type check ('integer') failed - got '" + vmid + "'");
    }
    if (!vmid.matches("[1-9]\\d{2,8}")) {
      throw Refusal.parameter("vmid", "invalid format - value does not look like a valid VM ID\n");
    }
    int id = Integer.parseInt(vmid);
    String at = asked.equals("localhost") ? node : asked;
    if (variables.containsKey("vmid") && !world.home(id).equals(at)) {
      throw Refusal.of(
          500, "Configuration file 'nodes/" + at + "/lxc/" + id + ".conf' does not exist\n");
    }
  }
}
