package zone.otta.ralf.lab.node;

import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.NotInVocabulary;

/** {@code pvesh} on a container's firewall; the same rules the API shows (recorded in ssh-7). */
final class PveshFirewall {
  private static final Pattern PATH =
      Pattern.compile("/nodes/([^/]+)/lxc/(\\d{3,9})/firewall/(options|rules)(?:/(\\d{1,4}))?");
  private final World world;

  PveshFirewall(World world) {
    this.world = world;
  }

  static boolean is(String path) {
    return PATH.matcher(path).matches();
  }

  /**
   * @param argv pvesh, command, path, options
   */
  int run(List<String> argv, Call call) {
    Matcher path = PATH.matcher(argv.get(2));
    if (!path.matches() || !path.group(1).equals(world.options().node())) {
      throw new NotInVocabulary(argv);
    }
    var parameters = new TreeMap<String, String>();
    for (int i = 3; i < argv.size(); i += 2) {
      if (!argv.get(i).startsWith("--") || i + 1 >= argv.size()) {
        throw new NotInVocabulary(argv);
      }
      parameters.put(argv.get(i).substring(2), argv.get(i + 1));
    }
    if (!"json".equals(parameters.remove("output-format"))) {
      throw new NotInVocabulary(argv);
    }
    String what = path.group(3) + (path.group(4) == null ? "" : "/");
    int at = path.group(4) == null ? -1 : Integer.parseInt(path.group(4));
    try {
      act(argv, what, Integer.parseInt(path.group(2)), at, parameters, call);
      return 0;
    } catch (NodeFailure e) {
      call.err(e.text() + (e.aboutParameters() ? usage(argv.get(1)) : ""));
      boolean handler =
          e.aboutParameters()
              && e.errors().values().stream().noneMatch(r -> r.startsWith("invalid format"));
      return handler ? 2 : e.exit();
    }
  }

  private void act(
      List<String> argv, String what, int id, int at, TreeMap<String, String> parameters, Call call)
      throws NodeFailure {
    Firewall firewall = world.firewall();
    switch (argv.get(1) + " " + what) {
      case "get options" -> call.out(firewall.options(id).canonical() + "\n");
      case "get rules" -> call.out(firewall.rules(id).canonical() + "\n");
      case "get rules/" -> call.out(firewall.rule(id, at).canonical() + "\n");
      case "set options" -> firewall.setOptions(id, parameters);
      case "create rules" -> firewall.add(id, parameters);
      case "set rules/" -> firewall.change(id, at, parameters);
      case "delete rules/" -> firewall.remove(id, at, parameters);
      default -> throw new NotInVocabulary(argv);
    }
  }

  private static String usage(String command) {
    return command.equals("create")
        ? "pvesh create <api_path> --action <string> --type <string> [OPTIONS] [FORMAT_OPTIONS]\n"
        : "pvesh " + command + " <api_path> [OPTIONS] [FORMAT_OPTIONS]\n";
  }
}
