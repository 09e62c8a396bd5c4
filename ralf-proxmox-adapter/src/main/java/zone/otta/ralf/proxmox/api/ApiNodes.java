package zone.otta.ralf.proxmox.api;

import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.NodeLoad;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.ProxmoxEndpoint;

/** On which node of the cluster the calls go, where the site leaves that open. */
final class ApiNodes {
  private final ApiConnection connection;
  private final ApiRequests requests;
  private final boolean open;
  private boolean settled;

  ApiNodes(ApiConnection connection, ApiRequests requests) {
    this.connection = connection;
    this.requests = requests;
    this.open = requests.node().equals(ProxmoxEndpoint.AUTO);
    this.settled = !open;
  }

  /** None where the site names the node; else one call. */
  List<NodeLoad> all() {
    return open ? ask() : List.of();
  }

  void workOn(String node) {
    if (open) {
      settled = true;
      requests.workOn(node);
    }
  }

  /** Before the first call that is for a node. */
  void settle() {
    if (!settled) {
      workOn(
          ask().stream()
              .filter(NodeLoad::online)
              .map(NodeLoad::node)
              .sorted()
              .findFirst()
              .orElseThrow(ApiNodes::nobody));
    }
  }

  private List<NodeLoad> ask() {
    Text title = Text.of("ask for the nodes", "nach den Knoten fragen");
    JsonNode nodes = ApiCalls.accepted(connection.send(requests.nodes(), title), title).data();
    if (!nodes.isArray()) {
      throw connection.failures().garbled(title);
    }
    return nodes.valueStream().map(ApiNodes::load).toList();
  }

  /** Without Sys.Audit on the node, and where nobody reports, the figures are left out. */
  private static NodeLoad load(JsonNode row) {
    boolean told = row.path("maxmem").canConvertToLong() && row.path("mem").canConvertToLong();
    return new NodeLoad(
        row.path("node").asString(""),
        row.path("status").asString("").equals("online"),
        told
            ? OptionalLong.of(row.path("maxmem").asLong() - row.path("mem").asLong())
            : OptionalLong.empty());
  }

  private static PortException nobody() {
    return new PortException(
        Fault.REFUSED,
        "RALF-L030",
        Text.of("no node of the cluster is online", "kein Knoten des Clusters ist erreichbar"),
        Text.of("name a node in ralf.yaml", "einen Knoten in ralf.yaml nennen"));
  }
}
