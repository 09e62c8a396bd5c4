package zone.otta.ralf.lab.pihole;

import java.util.List;
import java.util.regex.Pattern;
import org.xbill.DNS.Address;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import zone.otta.ralf.lab.pihole.PiholeHttp.Answer;

/** What is done below {@code /api/config/dns} (FTL's api/config.c, in its order of checks). */
final class HostsCommands {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\\.[A-Za-z0-9_-]+)*\\.?");
  private static final String READ_ONLY = "Unable to change configuration (read-only)";
  private final PiholeStore store;
  private final PiholeSessions sessions;
  private volatile boolean pinned;
  private volatile boolean readOnly;

  HostsCommands(PiholeStore store, PiholeSessions sessions) {
    this.store = store;
    this.sessions = sessions;
  }

  void pinned(boolean on) {
    pinned = on;
  }

  void readOnly(boolean on) {
    readOnly = on;
  }

  Answer answer(PiholeHttp request) {
    return switch (request.command()) {
      case "GET hosts" -> list("hosts", store.hosts());
      case "GET cnameRecords" -> list("cnameRecords", store.aliases());
      case "PUT hosts" -> changed(request, true);
      case "DELETE hosts" -> changed(request, false);
      default -> notFound();
    };
  }

  static Answer notFound() {
    return Answer.error(404, "not_found", "Not found", "");
  }

  private static Answer list(String name, List<String> lines) {
    ObjectNode json = PiholeHttp.object();
    ArrayNode array = json.putObject("config").putObject("dns").putArray(name);
    lines.forEach(array::add);
    return Answer.json(200, json);
  }

  private Answer changed(PiholeHttp request, boolean add) {
    if (!sessions.mayWrite(request.session())) {
      return Answer.error(
          403,
          "forbidden",
          READ_ONLY,
          "The current app session is not allowed to modify Pi-hole config settings"
              + " (webserver.api.app_sudo is false)");
    }
    if (readOnly) {
      return Answer.error(403, "forbidden", "The config is currently in read-only mode", "");
    }
    if (request.item().isEmpty()) {
      return Answer.error(400, "bad_request", "Invalid path depth", "");
    }
    if (pinned) {
      return Answer.error(
          400,
          "bad_request",
          "Config items set via environment variables cannot be changed via the API",
          "dns.hosts");
    }
    String item = request.item().get();
    return add ? added(item) : removed(item);
  }

  private Answer added(String item) {
    if (store.hosts().contains(item)) {
      return Answer.error(
          400, "bad_request", "Item already present", "Uniqueness of items is enforced");
    }
    if (!valid(item)) {
      return Answer.error(400, "bad_request", "Invalid value", "dns.hosts: not IP HOSTNAME");
    }
    return store.add(item)
        ? success(true)
        : Answer.error(400, "bad_request", "Item already present", "");
  }

  private Answer removed(String item) {
    return store.remove(item) ? success(false) : Answer.json(404, PiholeHttp.object());
  }

  /** What is said when it was done. */
  static Answer success(boolean added) {
    return added ? Answer.json(201, PiholeHttp.object()) : Answer.empty(204);
  }

  private static boolean valid(String line) {
    String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
    boolean address =
        Address.toByteArray(words[0], Address.IPv4) != null
            || Address.toByteArray(words[0], Address.IPv6) != null;
    return words.length > 1
        && address
        && List.of(words).subList(1, words.length).stream()
            .allMatch(w -> NAME.matcher(w).matches());
  }
}
