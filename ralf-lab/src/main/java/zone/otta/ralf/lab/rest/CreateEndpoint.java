package zone.otta.ralf.lab.rest;

import java.util.List;
import java.util.TreeMap;
import zone.otta.ralf.lab.node.ConfigOptions;
import zone.otta.ralf.lab.node.NodeFailure;
import zone.otta.ralf.lab.node.Operations;
import zone.otta.ralf.lab.node.World;

/** {@code POST nodes/N/lxc}: parameters, then the id, then rights, then the task. */
final class CreateEndpoint {
  private final Acl acl;
  private final World world;
  private final Operations operations;
  private final OptionRights rights;
  private final Tasks tasks;

  CreateEndpoint(Acl acl, World world, Operations operations, OptionRights rights, Tasks tasks) {
    this.acl = acl;
    this.world = world;
    this.operations = operations;
    this.rights = rights;
    this.tasks = tasks;
  }

  Answer create(Ask ask) throws Refusal, NodeFailure {
    String vmid = ask.required("vmid");
    String template = ask.required("ostemplate");
    var parameters = new TreeMap<>(ask.parameters());
    parameters.remove("vmid");
    parameters.remove("ostemplate");
    ConfigOptions options = operations.createOptions(parameters);
    options.verify();
    if (!vmid.matches("[1-9]\\d{2,8}")) {
      throw Refusal.parameter(
          "vmid",
          vmid.matches("-?\\d+")
              ? "invalid format - value does not look like a valid VM ID\n"
              : "type check ('integer') failed - got '" + vmid + "'");
    }
    int id = Integer.parseInt(vmid);
    operations.refuseUsed(id);
    if (parameters.containsKey("ssh-public-keys")) {
      operations.verifyKeys(parameters.getOrDefault("ssh-public-keys", ""));
    }
    check(id, template, parameters);
    if (world.nodes().contains(ask.variable("node"))) {
      world.move(id, ask.variable("node"));
    }
    return tasks.start("vzcreate", vmid, operations.create(id, template, options));
  }

  private void check(int id, String template, TreeMap<String, String> parameters) throws Refusal {
    boolean pool = parameters.containsKey("pool");
    String name = parameters.getOrDefault("pool", World.POOL);
    if (!name.equals(World.POOL)) {
      throw Refusal.forbidden("pool '" + name + "' does not exist");
    }
    List<String> allocate = List.of("VM.Allocate");
    if (!acl.onContainer(id, allocate) && !(pool && acl.holds(Acl.POOL, allocate))) {
      throw Refusal.of(403, "Permission check failed\n");
    }
    rights.checkCreate(id, pool, parameters);
    if (template.startsWith("/")) {
      throw Refusal.of(
          500,
          "Only root can pass arbitrary filesystem paths. at /usr/share/perl5/PVE/Storage.pm line "
              + rights.pathLine()
              + ".\n");
    }
    String storage = template.substring(0, Math.max(0, template.indexOf(':')));
    acl.check("/storage/" + storage, "Datastore.AllocateSpace", "Datastore.Audit");
    if (!parameters.containsKey("rootfs")) {
      acl.check(
          "/storage/" + parameters.getOrDefault("storage", "local"), "Datastore.AllocateSpace");
    }
  }
}
