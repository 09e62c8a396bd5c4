package zone.otta.ralf.proxmox.api;

import java.time.Duration;
import tools.jackson.databind.JsonNode;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.Ctid;

/**
 * On which node of the cluster a container lives. The node that the site names is asked first, and
 * says "does not exist" of what lives elsewhere; only then is the cluster's list asked. It lags a
 * move by up to 10 s, and is believed for as long.
 */
final class Cluster {
  private static final Duration LAG = Duration.ofSeconds(10);
  private final ApiConnection connection;
  private final ApiRequests requests;
  private long learnedNanos;
  private boolean learned;

  Cluster(ApiConnection connection, ApiRequests requests) {
    this.connection = connection;
    this.requests = requests;
  }

  /** What the list says; the calls on its containers go to their nodes from now on. */
  void learn(JsonNode guests) {
    learned = true;
    learnedNanos = System.nanoTime();
    for (JsonNode guest : guests) {
      if (guest.path("type").asString("").equals("lxc") && guest.path("vmid").canConvertToInt()) {
        requests.livesOn(
            new Ctid(guest.path("vmid").asInt()), guest.path("node").asString(requests.node()));
      }
    }
  }

  /** Whether it turns out to live elsewhere than it was looked for. */
  boolean elsewhere(Ctid ctid) {
    if (learned && System.nanoTime() - learnedNanos < LAG.toNanos()) {
      return false;
    }
    String before = requests.home(ctid);
    Text title = Text.of("the cluster's guests", "Gäste des Clusters");
    ApiReply guests = connection.send(requests.guests(), title);
    if (!guests.ok() || !guests.data().isArray()) {
      return false;
    }
    learn(guests.data());
    return !requests.home(ctid).equals(before);
  }
}
