package zone.otta.ralf.lab.rest;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.lab.node.Operations;
import zone.otta.ralf.lab.node.World;

/** The node, the cluster, the pool, the caller's rights. */
final class NodeEndpoints {
  private static final List<String> VM_READ = List.of("VM.Audit");
  private static final long MEMORY = 25276502016L;
  private static final long DISK = 270553174016L;
  private final Acl acl;
  private final World world;
  private final Operations operations;
  private final String fingerprint;

  /**
   * @param fingerprint of the server's certificate
   */
  NodeEndpoints(Acl acl, World world, Operations operations, String fingerprint) {
    this.acl = acl;
    this.world = world;
    this.operations = operations;
    this.fingerprint = fingerprint;
  }

  void in(Routes routes) {
    routes.read("version").answers(ask -> Answer.of(operations.version()));
    routes
        .read("access/permissions")
        .takes("path", "userid")
        .answers(ask -> Answer.of(ask.parameter("path").map(acl::shown).orElseGet(acl::shown)));
    routes.read("nodes").answers(ask -> Answer.of(nodes()));
    routes
        .read("nodes/{node}/status")
        .needs(ask -> acl.check(path(), "Sys.Audit"))
        .answers(ask -> Answer.of(status()));
    routes
        .read("nodes/{node}/network")
        .takes("type")
        .answers(
            ask ->
                Answer.of(
                    new Json.Arr(
                        seesBridge() ? List.of(bridge().with("iface", "vmbr0")) : List.of())));
    routes.read("nodes/{node}/network/{iface}").answers(this::network);
    routes
        .read("nodes/{node}/syslog")
        .needs(ask -> acl.check(path(), "Sys.Syslog"))
        .takesWhatIsJudged()
        .answers(ask -> Answer.of(new Json.Arr(List.of())));
    routes
        .readThrough("access/users")
        .takesWhatIsJudged()
        .answers(ask -> Answer.of(new Json.Arr(List.of())));
    cluster(routes);
    pools(routes);
  }

  private String path() {
    return "/nodes/" + world.options().node();
  }

  private Json nodes() {
    var nodes = new ArrayList<Json>();
    nodes.add(node(world.options().node(), MEMORY / 12 * 11));
    world.joined().forEach((name, mib) -> nodes.add(node(name, mib * 1024L * 1024L)));
    return new Json.Arr(nodes);
  }

  /** Of a node that does not report there are no figures (8.4-rest-1-discovery). */
  private Json node(String name, long free) {
    Json.Obj shown =
        Json.object()
            .with("node", name)
            .with("id", "node/" + name)
            .with("type", "node")
            .with("status", free > 0 ? "online" : "offline")
            .with("level", "")
            .with("ssl_fingerprint", fingerprint);
    return free > 0 && acl.holds("/nodes/" + name, List.of("Sys.Audit"))
        ? shown
            .with("maxcpu", 2)
            .with("cpu", 0)
            .with("mem", MEMORY - free)
            .with("maxmem", MEMORY)
            .with("disk", DISK / 8)
            .with("maxdisk", DISK)
            .with("uptime", 6720)
        : shown;
  }

  private Json status() {
    return Json.object()
        .with("pveversion", world.options().release().manager())
        .with("uptime", 6727)
        .with("idle", 0)
        .with("wait", 0)
        .with("cpu", 0)
        .with("kversion", "Linux 6.17.2-1-pve")
        .with("loadavg", Json.strings(List.of("0.25", "0.20", "0.17")))
        .with("boot-info", Json.object().with("mode", "legacy-bios"))
        .with("ksm", Json.object().with("shared", 0))
        .with(
            "current-kernel",
            Json.object()
                .with("machine", "x86_64")
                .with("release", "6.17.2-1-pve")
                .with("sysname", "Linux")
                .with("version", "#1 SMP PREEMPT_DYNAMIC"))
        .with(
            "cpuinfo",
            Json.object()
                .with("model", "Lab")
                .with("mhz", "2596.128")
                .with("family", "25")
                .with("cores", 2)
                .with("cpus", 2)
                .with("user_hz", 100)
                .with("flags", "")
                .with("vendor", "AuthenticAMD")
                .with("hvm", "")
                .with("sockets", 1))
        .with(
            "memory",
            Json.object()
                .with("total", MEMORY)
                .with("available", MEMORY / 12 * 11)
                .with("free", MEMORY / 12 * 10)
                .with("used", MEMORY / 12))
        .with("swap", Json.object().with("total", 0).with("free", 0).with("used", 0))
        .with(
            "rootfs",
            Json.object()
                .with("total", DISK)
                .with("used", DISK / 8)
                .with("free", DISK / 8 * 7)
                .with("avail", DISK / 4));
  }

  private boolean seesBridge() {
    return acl.holds(Acl.BRIDGES + "vmbr0", List.of("SDN.Use", "SDN.Audit"));
  }

  private Json.Obj bridge() {
    String address = world.options().address();
    return Json.object()
        .with("type", "bridge")
        .with("families", Json.strings(List.of("inet")))
        .with("bridge_fd", "0")
        .with("bridge_ports", "")
        .with("bridge_stp", "off")
        .with("cidr", address + "/16")
        .with("address", address)
        .with("netmask", "16")
        .with("method", "static")
        .with("method6", "manual")
        .with("priority", 3)
        .with("active", 1)
        .with("autostart", 1);
  }

  private Answer network(Ask ask) throws Refusal {
    if (!ask.variable("iface").equals("vmbr0")) {
      throw Refusal.parameter("iface", "interface does not exist");
    }
    return Answer.of(bridge());
  }

  private void cluster(Routes routes) {
    routes
        .read("cluster/resources")
        .takes("type")
        .answers(
            ask ->
                Answer.of(
                    ask.parameter("type").map("vm"::equals).orElse(true)
                        ? operations.resources(id -> acl.onContainer(id, VM_READ))
                        : new Json.Arr(List.of())));
    routes.read("cluster/nextid").takes("vmid").answers(this::nextId);
    routes
        .read("cluster/status")
        .needs(ask -> acl.check("/", "Sys.Audit"))
        .answers(ask -> Answer.of(new Json.Arr(List.of())));
    routes
        .read("cluster/firewall/options")
        .needs(ask -> acl.check("/", "Sys.Audit"))
        .answers(ask -> Answer.of(world.firewall().datacenter()));
    routes
        .put("cluster/firewall/options")
        .needs(ask -> acl.check("/", "Sys.Modify"))
        .takesWhatIsJudged()
        .answers(ask -> Answer.NOTHING);
  }

  private Answer nextId(Ask ask) throws Refusal {
    String asked = ask.parameter("vmid").orElse("");
    if (asked.isEmpty()) {
      return Answer.of(new Json.Str(Integer.toString(operations.nextId())));
    }
    if (!asked.matches("[1-9]\\d{2,8}")) {
      throw Refusal.parameter("vmid", "invalid format - value does not look like a valid VM ID\n");
    }
    if (operations.exists(Integer.parseInt(asked))) {
      throw Refusal.parameter("vmid", "VM " + asked + " already exists");
    }
    return Answer.of(new Json.Str(asked));
  }

  private void pools(Routes routes) {
    routes.read("pools").takes("poolid", "type").answers(this::pool);
    routes
        .read("pools/{poolid}")
        .needs(ask -> acl.check("/pool/" + ask.variable("poolid"), "Pool.Audit"))
        .answers(ask -> Answer.of(shownPool()));
    routes
        .put("pools")
        .needs(ask -> acl.check("/pool/" + ask.parameter("poolid").orElse(""), "Pool.Allocate"))
        .takesWhatIsJudged()
        .answers(
            ask -> {
              throw Refusal.of(501, "the lab keeps its pool\n");
            });
  }

  /** The list needs Pool.Audit, one pool by name does not. */
  private Answer pool(Ask ask) throws Refusal {
    String asked = ask.parameter("poolid").orElse("");
    if (asked.isEmpty()) {
      return Answer.of(
          new Json.Arr(
              acl.holds(Acl.POOL, List.of("Pool.Audit"))
                  ? List.of(Json.object().with("poolid", World.POOL))
                  : List.of()));
    }
    if (!asked.equals(World.POOL)) {
      throw Refusal.of(500, "pool '" + asked + "' does not exist\n");
    }
    return Answer.of(new Json.Arr(List.of(shownPool())));
  }

  private static Json without(String name, Json.Obj object) {
    return new Json.Obj(object.members().stream().filter(m -> !m.name().equals(name)).toList());
  }

  private Json shownPool() {
    List<Json> members =
        operations.resources(world::pooled).items().stream()
            .map(m -> m instanceof Json.Obj object ? without("tags", object) : m)
            .toList();
    return Json.object()
        .with("poolid", World.POOL)
        .with("comment", "containers provisioned by RALF")
        .with("members", new Json.Arr(members));
  }
}
