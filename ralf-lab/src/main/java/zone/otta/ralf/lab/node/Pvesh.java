package zone.otta.ralf.lab.node;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.NotInVocabulary;

/**
 * {@code pvesh get}, the few reads that RALF or a person needs, the firewall and downloads; keys
 * sorted as Proxmox prints them.
 */
final class Pvesh {
  private static final Pattern CONTAINER =
      Pattern.compile("/nodes/([^/]+)/lxc/(\\d+)/(config|status/current|snapshot|feature)");
  private final World world;

  Pvesh(World world) {
    this.world = world;
  }

  int run(List<String> argv, Call call) throws IOException, InterruptedException {
    if (PveshDownload.is(argv)) {
      return new PveshDownload(world).run(argv, call);
    }
    String path = argv.size() > 2 && argv.get(1).equals("get") ? argv.get(2) : "";
    if (argv.size() > 2 && PveshFirewall.is(argv.get(2))) {
      return new PveshFirewall(world).run(argv, call);
    }
    List<String> options = argv.subList(Math.min(3, argv.size()), argv.size());
    List<String> json = List.of("--output-format", "json");
    if (path.equals("/version") && options.equals(json)) {
      return print(ContainerJson.version(world.options().release()), call);
    }
    if (path.equals("/cluster/firewall/options") && options.equals(json)) {
      return print(world.firewall().datacenter(), call);
    }
    if (path.equals("/cluster/resources")
        && options.equals(List.of("--type", "vm", "--output-format", "json"))) {
      return print(
          Json.array(
              world.containers(),
              c -> ContainerJson.resource(c, world.options(), world.home(c.id()))),
          call);
    }
    if (path.equals("/cluster/nextid")) {
      return nextId(argv, options, call);
    }
    Matcher m = CONTAINER.matcher(path);
    if (m.matches()
        && m.group(1).equals(world.options().node())
        && options.equals(json)
        && !m.group(3).equals("feature")) {
      return container(Integer.parseInt(m.group(2)), m.group(3), call);
    }
    if (m.matches()
        && m.group(3).equals("feature")
        && options.equals(List.of("--feature", "snapshot", "--output-format", "json"))) {
      return container(Integer.parseInt(m.group(2)), m.group(3), call);
    }
    throw new NotInVocabulary(argv);
  }

  private static int print(Json value, Call call) {
    call.out(value.canonical() + "\n");
    return 0;
  }

  private int nextId(List<String> argv, List<String> options, Call call) {
    boolean json = options.contains("--output-format");
    int at = options.indexOf("--vmid");
    if (at < 0) {
      int free = world.nextId();
      call.out(json ? "\"" + free + "\"\n" : free + "\n");
      return 0;
    }
    if (at + 1 >= options.size() || !options.get(at + 1).matches("\\d{3,9}")) {
      throw new NotInVocabulary(argv);
    }
    int id = Integer.parseInt(options.get(at + 1));
    if (world.container(id).isPresent()) {
      call.err(
          "400 Parameter verification failed.\nvmid: VM "
              + id
              + " already exists\npvesh get <api_path> [OPTIONS] [FORMAT_OPTIONS]\n");
      return 255;
    }
    call.out(json ? "\"" + id + "\"\n" : id + "\n");
    return 0;
  }

  private int container(int id, String what, Call call) {
    Optional<Container> container = world.container(id);
    if (container.isEmpty()) {
      call.err(
          "Configuration file 'nodes/"
              + world.options().node()
              + "/lxc/"
              + id
              + ".conf' does not exist\n");
      return 2;
    }
    Container c = container.get();
    return switch (what) {
      case "config" -> print(ContainerJson.config(c, false), call);
      case "snapshot" -> print(ContainerJson.snapshots(c), call);
      case "feature" -> print(Json.object().with("hasFeature", world.snapshots(c) ? 1 : 0), call);
      default -> print(ContainerJson.status(c, world.options().release()), call);
    };
  }
}
