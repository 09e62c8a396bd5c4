package zone.otta.ralf.lab.rest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.lab.node.ConfigOptions;
import zone.otta.ralf.lab.node.NodeFailure;
import zone.otta.ralf.lab.node.Operations;
import zone.otta.ralf.lab.node.Worker;
import zone.otta.ralf.lab.node.World;

/** {@code nodes/N/lxc} but for snapshots and firewall. */
final class ContainerEndpoints {
  private static final String LXC = "nodes/{node}/lxc";
  private static final String CT = LXC + "/{vmid}";
  private static final List<String> PARTS =
      List.of(
          "config",
          "pending",
          "status",
          "vncproxy",
          "termproxy",
          "vncwebsocket",
          "spiceproxy",
          "migrate",
          "clone",
          "rrd",
          "rrddata",
          "firewall",
          "snapshot",
          "resize",
          "interfaces");
  private final Acl acl;
  private final World world;
  private final Operations operations;
  private final OptionRights rights;
  private final Tasks tasks;

  ContainerEndpoints(
      Acl acl, World world, Operations operations, OptionRights rights, Tasks tasks) {
    this.acl = acl;
    this.world = world;
    this.operations = operations;
    this.rights = rights;
    this.tasks = tasks;
  }

  void in(Routes routes) {
    var create = new CreateEndpoint(acl, world, operations, rights, tasks);
    routes.post(LXC).takesWhatIsJudged().answers(create::create);
    routes
        .readThrough(LXC)
        .answers(
            ask ->
                Answer.of(
                    operations.list(
                        ask.variable("node"), id -> acl.onContainer(id, List.of("VM.Audit")))));
    routes
        .read(CT)
        .answers(ask -> Answer.of(Json.array(PARTS, p -> Json.object().with("subdir", p))));
    reads(routes);
    writes(routes);
    power(routes);
  }

  /** A container right on the path's container. */
  static Route.Permission right(Acl acl, String... anyOf) {
    return ask -> acl.checkContainer(ask.vmid(), anyOf);
  }

  private Route.Permission right(String... anyOf) {
    return right(acl, anyOf);
  }

  private void reads(Routes routes) {
    routes
        .read(CT + "/config")
        .needs(right("VM.Audit"))
        .takes("current", "snapshot")
        .answers(this::config);
    routes
        .read(CT + "/pending")
        .needs(right("VM.Audit"))
        .answers(ask -> Answer.of(operations.pending(ask.vmid())));
    routes
        .readThrough(CT + "/status/current")
        .needs(right("VM.Audit"))
        .answers(ask -> Answer.of(operations.status(ask.vmid())));
    routes
        .readThrough(CT + "/interfaces")
        .needs(right("VM.Audit"))
        .answers(ask -> Answer.of(operations.interfaces(ask.vmid())));
    routes
        .readThrough(CT + "/feature")
        .needs(right("VM.Audit"))
        .takes("feature", "snapname")
        .answers(this::feature);
  }

  private Answer config(Ask ask) throws NodeFailure {
    Optional<String> snapshot = ask.parameter("snapshot");
    return Answer.of(
        snapshot.isPresent()
            ? operations.snapshotConfig(ask.vmid(), snapshot.get(), true)
            : operations.config(ask.vmid(), ask.set("current")));
  }

  private Answer feature(Ask ask) throws Refusal, NodeFailure {
    boolean has = ask.required("feature").equals("snapshot") && operations.canSnapshot(ask.vmid());
    return Answer.of(Json.object().with("hasFeature", has ? 1 : 0));
  }

  private void writes(Routes routes) {
    routes
        .put(CT + "/config")
        .needs(
            right(
                "VM.Config.Disk",
                "VM.Config.CPU",
                "VM.Config.Memory",
                "VM.Config.Network",
                "VM.Config.Options"))
        .takesWhatIsJudged()
        .answers(this::update);
    routes
        .put(CT + "/resize")
        .needs(right("VM.Config.Disk"))
        .takes("disk", "size", "digest")
        .answers(this::resize);
    routes
        .delete(CT)
        .needs(right("VM.Allocate"))
        .takes("force", "purge", "destroy-unreferenced-disks")
        .answers(
            ask ->
                task(
                    "vzdestroy",
                    ask,
                    operations.destroy(ask.vmid(), ask.set("force"), ask.set("purge"))));
    routes
        .post(CT + "/clone")
        .needs(right("VM.Clone"))
        .takesWhatIsJudged()
        .answers(
            ask -> {
              throw Refusal.of(501, "the lab clones nothing\n");
            });
    routes
        .post(CT + "/termproxy")
        .needs(right("VM.Console"))
        .answers(
            ask -> {
              throw Refusal.of(501, "the lab has no console\n");
            });
  }

  private Answer update(Ask ask) throws Refusal, NodeFailure, IOException, InterruptedException {
    ConfigOptions options = operations.updateOptions(ask.parameters());
    options.verify();
    rights.checkUpdate(ask.vmid(), ask.parameters());
    operations.update(ask.vmid(), options);
    return Answer.NOTHING;
  }

  private Answer resize(Ask ask) throws Refusal, NodeFailure {
    String disk = ask.required("disk");
    String size = ask.required("size");
    acl.checkContainer(ask.vmid(), "VM.Config.Options");
    String volume =
        operations.exists(ask.vmid()) ? operations.option(ask.vmid(), disk).orElse("") : "";
    if (volume.contains(":")) {
      acl.check("/storage/" + volume.substring(0, volume.indexOf(':')), "Datastore.AllocateSpace");
    }
    return task("resize", ask, operations.resize(ask.vmid(), disk, size, ask.parameter("digest")));
  }

  private Answer task(String type, Ask ask, Worker worker) {
    return tasks.start(type, ask.variable("vmid"), worker);
  }

  private void power(Routes routes) {
    Route.Permission may = right("VM.PowerMgmt");
    routes
        .post(CT + "/status/start")
        .needs(may)
        .takes("debug", "skiplock")
        .answers(
            ask -> {
              rootOnly(ask);
              return task("vzstart", ask, operations.start(ask.vmid()));
            });
    routes
        .post(CT + "/status/stop")
        .needs(may)
        .takes("overrule-shutdown", "skiplock")
        .answers(
            ask -> {
              rootOnly(ask);
              return task("vzstop", ask, operations.stop(ask.vmid()));
            });
    routes
        .post(CT + "/status/shutdown")
        .needs(may)
        .takes("timeout", "forceStop")
        .answers(
            ask ->
                task("vzshutdown", ask, operations.shutDown(ask.vmid(), ask.parameter("timeout"))));
    routes
        .post(CT + "/status/reboot")
        .needs(may)
        .takes("timeout")
        .answers(ask -> task("vzreboot", ask, operations.reboot(ask.vmid())));
  }

  private static void rootOnly(Ask ask) throws Refusal {
    if (ask.set("skiplock")) {
      throw Refusal.parameter("skiplock", "Only root may use this option.");
    }
  }
}
