package zone.otta.ralf.testkit.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A server's configuration files in memory, as the server reads and shows them. */
final class MemoryConfiguration {
  private static final String OURS = "/conf.d/50-ralf.conf";

  private MemoryConfiguration() {}

  /** What a load now would bring, the last line winning. */
  static Map<String, String> settings(MemoryState state) {
    var settings = new TreeMap<String, String>();
    winners(state).forEach((name, line) -> settings.put(name, line.value()));
    return settings;
  }

  /** A line and the file it stands in. */
  private record Line(String file, String value) {}

  private static Map<String, Line> winners(MemoryState state) {
    var winners = new TreeMap<String, Line>();
    state.files.forEach(
        (path, file) -> {
          if (path.contains("/conf.d/")) {
            lines(file.text()).forEach((n, v) -> winners.put(n, new Line(path, v)));
          }
        });
    state.bySystem.forEach(
        (n, v) -> winners.put(n, new Line("/var/lib/postgresql/16/main/postgresql.auto.conf", v)));
    return winners;
  }

  private static Map<String, String> lines(String text) {
    var lines = new TreeMap<String, String>();
    text.lines()
        .filter(l -> !l.startsWith("#") && l.contains(" = "))
        .forEach(
            l ->
                lines.put(
                    l.substring(0, l.indexOf(" = ")),
                    l.substring(l.indexOf(" = ") + 3).replace("'", "")));
    return lines;
  }

  /** The rows of the one query: settings, overriding lines, access rules. */
  static List<String> rows(MemoryState state) {
    var rows = new ArrayList<String>();
    state.loaded.forEach((n, v) -> rows.add("setting|" + n + "||f|50-ralf.conf|" + v));
    winners(state)
        .forEach(
            (n, l) -> {
              if (!l.file().endsWith(OURS) && ours(state, n)) {
                rows.add("override|" + n + "|" + l.file() + "|" + l.value());
              }
            });
    MemoryState.GuestFile rules = state.files.get("/etc/postgresql/16/main/pg_hba.conf");
    if (rules != null) {
      rules.text().lines().filter(l -> !l.startsWith("#")).map(l -> rule(l)).forEach(rows::add);
    }
    return rows;
  }

  private static boolean ours(MemoryState state, String name) {
    return state.files.entrySet().stream()
        .filter(e -> e.getKey().endsWith(OURS))
        .anyMatch(e -> lines(e.getValue().text()).containsKey(name));
  }

  private static String rule(String line) {
    String[] w = line.strip().split("\\s+");
    boolean local = w[0].equals("local");
    String address = local ? "" : w[3].replace("10.10.0.0/16", "10.10.0.0");
    String netmask = local || !w[3].contains("/") ? "" : "255.255.0.0";
    return String.join("|", "rule", w[0], w[1], w[2], address, netmask, w[local ? 3 : 4]);
  }
}
