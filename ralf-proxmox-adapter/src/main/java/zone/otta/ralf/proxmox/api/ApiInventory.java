package zone.otta.ralf.proxmox.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.ContainerHost.Query;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.port.NodeInventory.Guest;
import zone.otta.ralf.port.NodeInventory.Storage;
import zone.otta.ralf.port.NodeInventory.Storage.Content;
import zone.otta.ralf.port.NodeInventory.TemplateFile;
import zone.otta.ralf.site.Ctid;

/**
 * The inventory in seven calls. Lists leave out what the token may not see. One call that is
 * refused fails the whole.
 */
final class ApiInventory {
  private final ApiConnection connection;
  private final ApiRequests requests;
  private final Cluster cluster;

  ApiInventory(ApiConnection connection, ApiRequests requests, Cluster cluster) {
    this.cluster = cluster;
    this.connection = connection;
    this.requests = requests;
  }

  NodeInventory read(Query query) {
    String version = ask(requests.version(), "version").path("version").asString("");
    List<Guest> guests = guests();
    List<Storage> storages = storages();
    return new NodeInventory(
        requests.node(),
        version,
        connection.identity().toString(),
        guests,
        storages,
        templates(query.templateStorage()),
        available(),
        bridges(),
        // The API has no way to ask the network.
        false);
  }

  /**
   * The cluster's list (which knows virtual machines and other nodes, but lags up to 10 s) with
   * this node's own container list laid over it (which knows locks, and does not lag).
   */
  private List<Guest> guests() {
    var guests = new TreeMap<Ctid, Guest>();
    JsonNode all = list(requests.guests(), "guests");
    cluster.learn(all);
    all.valueStream()
        .map(row -> guest(row, row.path("type").asString("")))
        .forEach(guest -> guests.put(guest.id(), guest));
    rows(requests.containers(), "containers")
        .map(row -> guest(row, "lxc"))
        .forEach(guest -> guests.put(guest.id(), guest));
    return new ArrayList<>(guests.values());
  }

  private Guest guest(JsonNode row, String type) {
    return new Guest(
        new Ctid(row.path("vmid").asInt()),
        kind(type),
        row.path("name").asString(""),
        row.path("status").asString("").equals("running"),
        Optional.of(row.path("lock").asString("")).filter(lock -> !lock.isEmpty()),
        row.path("node").asString(requests.node()));
  }

  private Guest.Kind kind(String type) {
    return switch (type) {
      case "lxc" -> Guest.Kind.CONTAINER;
      case "qemu" -> Guest.Kind.MACHINE;
      default -> throw connection.failures().garbled(title("guests"));
    };
  }

  private List<Storage> storages() {
    return rows(requests.storages(), "storages").flatMap(ApiInventory::storage).toList();
  }

  /** One for each content that counts. */
  private static Stream<Storage> storage(JsonNode row) {
    Set<String> contents = Set.of(row.path("content").asString("").split(","));
    return Stream.of(Content.values())
        .filter(content -> contents.contains(word(content)))
        .map(
            content ->
                new Storage(
                    row.path("storage").asString(""),
                    row.path("type").asString(""),
                    row.path("active").asInt(0) == 1,
                    row.path("avail").asLong(0),
                    content));
  }

  private static String word(Content content) {
    return switch (content) {
      case ROOTDIR -> "rootdir";
      case VZTMPL -> "vztmpl";
    };
  }

  private List<TemplateFile> templates(String storage) {
    String prefix = storage + ":vztmpl/";
    return rows(requests.templates(storage), "templates")
        .filter(row -> row.path("volid").asString("").startsWith(prefix))
        .map(
            row ->
                new TemplateFile(
                    row.path("volid").asString("").substring(prefix.length()),
                    row.path("size").asLong(0)))
        .toList();
  }

  private List<String> available() {
    return rows(requests.appliances(), "available templates")
        .filter(row -> row.path("section").asString("").equals("system"))
        .map(row -> row.path("template").asString(""))
        .filter(file -> !file.isEmpty())
        .toList();
  }

  private Set<String> bridges() {
    return rows(requests.bridges(), "bridges")
        .map(row -> row.path("iface").asString(""))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  private Stream<JsonNode> rows(ApiRequest request, String what) {
    return list(request, what).valueStream();
  }

  private JsonNode list(ApiRequest request, String what) {
    JsonNode data = ask(request, what);
    if (!data.isArray()) {
      throw connection.failures().garbled(title(what));
    }
    return data;
  }

  private JsonNode ask(ApiRequest request, String what) {
    ApiReply reply = connection.send(request, title(what));
    if (!reply.ok()) {
      throw reply.meaning().exceptionFor(title(what));
    }
    return reply.data();
  }

  private static Text title(String what) {
    return Text.of("ask the node for " + what, "Knoten fragen nach " + what);
  }
}
