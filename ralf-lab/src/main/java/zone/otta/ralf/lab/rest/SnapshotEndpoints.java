package zone.otta.ralf.lab.rest;

import zone.otta.ralf.lab.node.Operations;

/** {@code nodes/N/lxc/ID/snapshot}. */
final class SnapshotEndpoints {
  private static final String SNAPSHOTS = "nodes/{node}/lxc/{vmid}/snapshot";
  private static final String SNAPSHOT = SNAPSHOTS + "/{snapname}";
  private static final String TAKE = "VM.Snapshot";
  private static final String BACK = "VM.Snapshot.Rollback";
  private static final String READ = "VM.Audit";
  private final Acl acl;
  private final Operations operations;
  private final Tasks tasks;

  SnapshotEndpoints(Acl acl, Operations operations, Tasks tasks) {
    this.acl = acl;
    this.operations = operations;
    this.tasks = tasks;
  }

  void in(Routes routes) {
    routes
        .readThrough(SNAPSHOTS)
        .needs(ContainerEndpoints.right(acl, READ))
        .answers(ask -> Answer.of(operations.snapshots(ask.vmid())));
    routes
        .read(SNAPSHOT + "/config")
        .needs(ContainerEndpoints.right(acl, TAKE, BACK, READ))
        .answers(
            ask ->
                Answer.of(operations.snapshotConfig(ask.vmid(), ask.variable("snapname"), false)));
    routes
        .post(SNAPSHOTS)
        .needs(ContainerEndpoints.right(acl, TAKE))
        .takes("snapname", "description")
        .answers(
            ask ->
                tasks.start(
                    "vzsnapshot",
                    ask.variable("vmid"),
                    operations.snapshot(
                        ask.vmid(), ask.required("snapname"), ask.parameter("description"))));
    routes
        .post(SNAPSHOT + "/rollback")
        .needs(ContainerEndpoints.right(acl, TAKE, BACK))
        .takes("start")
        .answers(
            ask ->
                tasks.start(
                    "vzrollback",
                    ask.variable("vmid"),
                    operations.rollBack(ask.vmid(), ask.variable("snapname"), ask.set("start"))));
    routes
        .delete(SNAPSHOT)
        .needs(ContainerEndpoints.right(acl, TAKE))
        .takes("force")
        .answers(
            ask ->
                tasks.start(
                    "vzdelsnapshot",
                    ask.variable("vmid"),
                    operations.deleteSnapshot(ask.vmid(), ask.variable("snapname"))));
  }
}
