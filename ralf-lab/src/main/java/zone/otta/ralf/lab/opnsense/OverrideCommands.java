package zone.otta.ralf.lab.opnsense;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;
import zone.otta.ralf.lab.opnsense.OpnsenseHttp.Answer;

/** The commands, once a request is let in. */
final class OverrideCommands {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private final OverrideStore store;
  private final OpnsenseRelease release;
  private final OpnsenseAccess access;
  private final OverrideRows rows;
  private volatile boolean stale;
  private volatile boolean unlocked;

  OverrideCommands(OverrideStore store, OpnsenseRelease release, OpnsenseAccess access) {
    this.store = store;
    this.release = release;
    this.access = access;
    this.rows = new OverrideRows(release);
  }

  void stale(boolean on) {
    stale = on;
  }

  void unlocked(boolean on) {
    unlocked = on;
  }

  /**
   * @param pause milliseconds that a request takes between reading the configuration and writing it
   */
  Answer answer(OpnsenseHttp request, IntSupplier pause) {
    return switch (request.words()[0] + "/" + request.command()) {
      case "settings/search_host_override" ->
          Answer.ok(rows.hosts(store.saved(), store.savedAliases()));
      case "settings/search_host_alias" ->
          Answer.ok(rows.aliases(store.savedAliases(), store.saved()));
      case "settings/get_host_override" -> get(request.argument());
      case "settings/set_host_override" -> set(request, pause);
      case "settings/del_host_override" -> delete(request);
      case "service/reconfigure" -> reconfigure(request);
      case "service/status" ->
          Answer.ok(OpnsenseHttp.object().put("status", "running").put("emulated", "RALF's lab"));
      default -> Answer.noSuchEndpoint();
    };
  }

  private Answer get(String id) {
    Optional<Entry> entry = id.isEmpty() ? Optional.of(OverrideStore.fresh("")) : store.find(id);
    return Answer.ok(entry.map(rows::form).orElseGet(OpnsenseHttp::object));
  }

  private Answer set(OpnsenseHttp request, IntSupplier pause) {
    String id = request.argument();
    Optional<Map<String, String>> sent = request.posting("host");
    if (sent.isEmpty() || !ID.matcher(id).matches()) {
      return Answer.result("failed");
    }
    if (!unlocked) {
      synchronized (this) {
        return set(id, sent.get(), store.configuration());
      }
    }
    Map<String, Entry> read = store.configuration();
    LockSupport.parkNanos(pause.getAsInt() * 1_000_000L);
    return set(id, sent.get(), read);
  }

  private Answer set(String id, Map<String, String> sent, Map<String, Entry> read) {
    Entry entry = read.getOrDefault(id, OverrideStore.fresh(id)).with(sent);
    Map<String, String> wrong = OverrideRules.check(entry, release);
    if (!wrong.isEmpty()) {
      return rejected(wrong);
    }
    if (access.readOnly()) {
      return readOnly();
    }
    store.write(read, entry);
    return Answer.result("saved");
  }

  /** The language of this firewall's web interface is German. */
  static Answer rejected(Map<String, String> wrong) {
    ObjectNode answer = OpnsenseHttp.object().put("result", "failed");
    ObjectNode validations = answer.putObject("validations");
    wrong.forEach(validations::put);
    return Answer.ok(answer);
  }

  private Answer delete(OpnsenseHttp request) {
    if (!request.posted()) {
      return Answer.result("failed");
    }
    List<String> ids =
        Arrays.stream(request.argument().split(","))
            .filter(id -> store.find(id).isPresent())
            .toList();
    if (ids.isEmpty()) {
      return Answer.result("not found");
    }
    if (access.readOnly()) {
      return readOnly();
    }
    ids.forEach(store::remove);
    return Answer.result("deleted");
  }

  private static Answer readOnly() {
    return Answer.failed("User ralf denied for write access (user-config-readonly set)", "");
  }

  private Answer reconfigure(OpnsenseHttp request) {
    if (!request.posted()) {
      return Answer.ok(OpnsenseHttp.object().put("status", "failed"));
    }
    store.apply(!stale);
    return Answer.ok(OpnsenseHttp.object().put("status", "ok"));
  }
}
