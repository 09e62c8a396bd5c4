package zone.otta.ralf.lab.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.guest.GuestScripts;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.Framing;
import zone.otta.ralf.lab.exec.NotInVocabulary;
import zone.otta.ralf.lab.exec.Program;
import zone.otta.ralf.lab.exec.Words;

/** The programs of the Proxmox VE node. */
public final class Node {
  /** Linux: the longest single argument, and so the longest SSH command (finding 5). */
  private static final int LONGEST_LINE = 131071;

  private final World world;
  private final Map<String, Program> programs;

  public Node(World world) {
    this.world = world;
    programs =
        Map.ofEntries(
            Map.entry("pct", new Pct(world)::run),
            Map.entry("pveam", new Pveam(world)::run),
            Map.entry("pvesm", new Pvesm(world)::run),
            Map.entry("pvesh", new Pvesh(world)::run),
            Map.entry("pveversion", this::version),
            Map.entry("hostname", this::hostname),
            Map.entry("id", this::id),
            Map.entry("cat", this::cat),
            Map.entry("ip", this::ip),
            Map.entry("date", this::date),
            Map.entry("ping", this::ping));
  }

  /** Runs a command line of the SSH face; what the lab does not know ends with 127. */
  public int run(String line, Call call) throws IOException, InterruptedException {
    if (line.getBytes(StandardCharsets.UTF_8).length > LONGEST_LINE) {
      call.err("/bin/bash: Argument list too long\n");
      return 1;
    }
    try {
      Words words = Words.parse(line);
      List<String> argv =
          "C".equals(words.environment().get("LC_ALL"))
              ? words.argv().stream().map(Node::misread).toList()
              : words.argv();
      return run(argv, call);
    } catch (NotInVocabulary e) {
      call.err(e.getMessage() + "\n");
      return 127;
    } catch (IllegalArgumentException moreThanWords) {
      call.err("lab: not in the vocabulary: " + moreThanWords.getMessage() + "\n");
      return 127;
    }
  }

  /** Under LC_ALL=C pct reads every byte that is not ASCII as U+FFFD. */
  private static String misread(String word) {
    var out = new StringBuilder();
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      out.append(b < 0 ? '\uFFFD' : (char) b);
    }
    return out.toString();
  }

  private int run(List<String> argv, Call call) throws IOException, InterruptedException {
    if (argv.isEmpty()) {
      throw new NotInVocabulary(argv);
    }
    if (argv.size() > 4
        && argv.subList(0, 4).equals(List.of("sh", "-c", GuestScripts.ASK_NODE, "ralf-node"))) {
      return Framing.ask(argv.subList(4, argv.size()), call, this::question);
    }
    if (elsewhere(argv)) {
      call.err(
          "Configuration file 'nodes/"
              + world.options().node()
              + "/lxc/"
              + argv.get(2)
              + ".conf' does not exist\n");
      return 2;
    }
    Program program = programs.get(argv.get(0));
    if (program == null) {
      throw new NotInVocabulary(argv);
    }
    return program.run(argv, call);
  }

  private int question(String kind, String argument, ByteArrayOutputStream both)
      throws IOException, InterruptedException {
    List<String> argv =
        switch (kind) {
          case "version" -> List.of("pveversion");
          case "node" -> List.of("hostname");
          case "containers" -> List.of("pct", "list");
          case "guests" ->
              List.of(
                  "pvesh", "get", "/cluster/resources", "--type", "vm", "--output-format", "json");
          case "config" -> List.of("pct", "config", argument);
          case "pending" -> List.of("pct", "pending", argument);
          case "snapshots" -> List.of("pct", "listsnapshot", argument);
          case "status" -> List.of("pct", "status", argument);
          case "storages" -> List.of("pvesm", "status", "--content", argument);
          case "templates" -> List.of("pveam", "list", argument);
          case "available" -> List.of("pveam", "available", "--section", argument);
          case "bridges" -> List.of("ip", "-o", "link", "show", "type", "bridge");
          case "answers" -> List.of("ping", "-n", "-c", "1", "-W", "1", argument);
          case "firewall" -> pvesh(container(argument) + "/firewall/rules");
          case "guard" -> pvesh(container(argument) + "/firewall/options");
          case "datacenter" -> pvesh("/cluster/firewall/options");
          case "clock" -> List.of("date", "+%s");
          default -> List.of();
        };
    return argv.isEmpty() ? Framing.unknown(both) : run(argv, Call.merged(new byte[0], both));
  }

  /** {@code pct} sees containers of its own node only. */
  private boolean elsewhere(List<String> argv) {
    return argv.size() > 2
        && argv.get(0).equals("pct")
        && !argv.get(1).equals("create")
        && argv.get(2).matches("\\d{3,9}")
        && !world.home(Integer.parseInt(argv.get(2))).equals(world.options().node());
  }

  private String container(String id) {
    return "/nodes/" + world.options().node() + "/lxc/" + id;
  }

  private static List<String> pvesh(String path) {
    return List.of("pvesh", "get", path, "--output-format", "json");
  }

  private int version(List<String> argv, Call call) {
    if (argv.size() != 1) {
      throw new NotInVocabulary(argv);
    }
    call.out(world.options().release().manager() + " (running kernel: 6.17.2-1-pve)\n");
    return 0;
  }

  private int hostname(List<String> argv, Call call) {
    if (argv.size() != 1) {
      throw new NotInVocabulary(argv);
    }
    call.out(world.options().node() + "\n");
    return 0;
  }

  private int id(List<String> argv, Call call) {
    if (!argv.equals(List.of("id", "-u"))) {
      throw new NotInVocabulary(argv);
    }
    call.out("0\n");
    return 0;
  }

  /** Only the containers' configuration files. */
  private int cat(List<String> argv, Call call) {
    String path = argv.size() == 2 ? argv.get(1) : "";
    if (!path.matches("/etc/pve/lxc/\\d{3,9}\\.conf")) {
      throw new NotInVocabulary(argv);
    }
    int id = Integer.parseInt(path.replaceAll("\\D", ""));
    Optional<Container> container = world.container(id);
    if (container.isEmpty()) {
      call.err("cat: " + path + ": No such file or directory\n");
      return 1;
    }
    call.out(ConfigFile.text(container.get()));
    return 0;
  }

  private int ip(List<String> argv, Call call) {
    if (argv.equals(List.of("ip", "-o", "link", "show", "type", "bridge"))) {
      call.out(
          "2: vmbr0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UNKNOWN mode DEFAULT"
              + " group default qlen 1000\\    link/ether c6:ea:97:6b:7a:cb brd ff:ff:ff:ff:ff:ff\n");
      return 0;
    }
    if (argv.equals(List.of("ip", "-o", "-4", "addr", "show", "dev", "vmbr0"))) {
      call.out(
          "2: vmbr0    inet "
              + world.options().address()
              + "/16 scope global vmbr0\\       valid_lft forever preferred_lft forever\n");
      return 0;
    }
    throw new NotInVocabulary(argv);
  }

  private int date(List<String> argv, Call call) {
    if (!argv.equals(List.of("date", "+%s"))) {
      throw new NotInVocabulary(argv);
    }
    call.out(world.now().getEpochSecond() + "\n");
    return 0;
  }

  private int ping(List<String> argv, Call call) {
    String address = argv.get(argv.size() - 1);
    if (argv.size() < 2 || !address.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      throw new NotInVocabulary(argv);
    }
    boolean answers = world.answers(address);
    call.out("PING " + address + " (" + address + ") 56(84) bytes of data.\n");
    if (answers) {
      call.out("64 bytes from " + address + ": icmp_seq=1 ttl=64 time=0.041 ms\n");
    }
    call.out(
        "\n--- "
            + address
            + " ping statistics ---\n1 packets transmitted, "
            + (answers ? "1 received, 0%" : "0 received, 100%")
            + " packet loss, time 0ms\n");
    return answers ? 0 : 1;
  }
}
