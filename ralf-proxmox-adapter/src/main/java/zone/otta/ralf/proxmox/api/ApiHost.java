package zone.otta.ralf.proxmox.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.port.NodeLoad;

/** A node by its REST API. Connects at the first use, not before. */
public final class ApiHost implements ContainerHost {
  private final ApiConnection connection;
  private final ApiRequests requests;
  private final ApiLook look;
  private final ApiInventory inventory;
  private final ApiTemplates templates;
  private final ApiCreation creation;
  private final ApiChanges changes;
  private final ApiFirewall firewall;
  private final Optional<String> pool;
  private final ApiNodes nodes;

  /** Contacts nobody yet. */
  public ApiHost(ApiSettings settings) {
    this.connection = new ApiConnection(settings);
    this.requests = new ApiRequests(settings.node());
    this.pool = settings.pool();
    this.nodes = new ApiNodes(connection, requests);
    var calls = new ApiCalls(connection, requests, settings);
    var cluster = new Cluster(connection, requests);
    this.look = new ApiLook(connection, requests, cluster);
    this.inventory = new ApiInventory(connection, requests, cluster);
    this.templates = new ApiTemplates(connection, requests, calls, look, settings.limits());
    this.creation = new ApiCreation(connection, requests, calls, look, settings);
    this.changes = new ApiChanges(calls, requests, settings.limits());
    this.firewall = new ApiFirewall(connection, requests, calls);
  }

  @Override
  public List<NodeLoad> nodes() {
    return nodes.all();
  }

  @Override
  public void workOn(String node) {
    nodes.workOn(node);
  }

  @Override
  public NodeInventory inventory(Query query) {
    nodes.settle();
    return inventory.read(query);
  }

  @Override
  public List<Observation> observe(List<Step.Host> steps) {
    nodes.settle();
    return look.at(steps);
  }

  @Override
  public List<Finding> lacking(List<Step.Host> steps) {
    nodes.settle();
    return steps.isEmpty()
        ? List.of()
        : new TokenRights(connection.caller().name(), requests.node(), pool, held()).lacking(steps);
  }

  @Override
  public DatacenterFirewall datacenterFirewall() {
    return firewall.datacenter();
  }

  /** From the answer's own {@code Date}: the node's time needs a right of its own in the API. */
  @Override
  public Optional<Instant> clock() {
    Text title = Text.of("ask for the node's time", "nach der Zeit des Knotens fragen");
    return ApiCalls.accepted(connection.send(requests.version(), title), title).at();
  }

  @Override
  public void apply(Step.Host step, Optional<Mark> mark) {
    nodes.settle();
    switch (step) {
      case Step.ProvideTemplate template -> templates.provide(template);
      case Step.CreateContainer create -> creation.create(create, mark);
      case Step.SetFirewall set -> firewall.set(set.desired());
      case Step.StartContainer start -> changes.start(start.desired().ctid());
      case Step.ChangeContainer change -> changes.change(change, mark);
      case Step.RestartContainer restart -> changes.restart(restart.desired().ctid());
      case Step.StopContainer stop -> changes.stop(stop.desired().ctid());
      case Step.TakeSnapshot take -> changes.snapshot(take.desired());
      case Step.RollBack back -> changes.rollBack(back.desired(), mark);
      case Step.DestroyContainer destroy -> changes.destroy(destroy.ctid());
      case Step.HaveContainer have ->
          throw new IllegalStateException("nothing to do for " + have.desired().ctid());
    }
  }

  /** The token's privileges by path; one call. */
  public Map<String, Set<String>> privileges() {
    return held().all();
  }

  private Privileges held() {
    Text title = Text.of("ask for the token's rights", "nach den Rechten des Tokens fragen");
    return Privileges.read(
        ApiCalls.accepted(connection.send(requests.permissions(), title), title).data());
  }

  /** Calls sent so far. */
  public int requests() {
    return connection.requests();
  }

  /** {@code SHA256:...} by which the server was recognised; connects if needed. */
  public String identity() {
    return connection.identity().toString();
  }

  @Override
  public void close() {
    connection.close();
  }
}
