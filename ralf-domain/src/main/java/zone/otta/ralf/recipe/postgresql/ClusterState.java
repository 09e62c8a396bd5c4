package zone.otta.ralf.recipe.postgresql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import zone.otta.ralf.guest.GuestQuestion;

/**
 * What the running server says of itself: one constant query, rows of {@code kind|field|field}.
 *
 * @param loadedAt when the configuration files were last loaded, seconds since 1970
 * @param faults lines in configuration files that the server does not accept, settings that wait
 *     for a restart
 */
record ClusterState(
    BigDecimal loadedAt,
    List<String> faults,
    boolean checksums,
    List<HostBasedAuthentication.Rule> rules,
    Map<String, RoleRow> roles,
    List<Stranger> strangers,
    Map<String, DatabaseRow> databases,
    Map<String, SettingRow> settings,
    Map<String, OverridingLine> overrides) {
  /** A role; iterations, salt and sum are empty if it has no SCRAM verifier. */
  record RoleRow(
      boolean login,
      boolean inherit,
      List<String> attributes,
      List<String> memberOf,
      boolean hasVerifier,
      Optional<Integer> iterations,
      String salt,
      String storedKeySum) {}

  /** A role that may log in or is superuser, beside {@code postgres} and our login. */
  record Stranger(String name, boolean login, boolean superuser) {}

  /**
   * A setting of ours as it is in effect.
   *
   * @param unit of a number without one: {@code 8kB}, {@code ms}; may be empty
   * @param source the last part of the file it comes from, or {@code default}
   */
  record SettingRow(String unit, boolean waitsForRestart, String source, String value) {}

  /** The line that wins over ours, whether it was loaded already or not. */
  record OverridingLine(String file, String value) {
    /** Written by ALTER SYSTEM, which can also take it back. */
    boolean bySystem() {
      return file.endsWith("/postgresql.auto.conf");
    }
  }

  /** A database. */
  record DatabaseRow(String owner, String encoding, String locale, boolean closed) {}

  /** Whether ALTER SYSTEM put a value over the setting. */
  boolean bySystem(String setting) {
    OverridingLine override = overrides.get(setting);
    return override != null && override.bySystem();
  }

  static final GuestQuestion.Sql QUESTION =
      new GuestQuestion.Sql("postgres", PostgresSql.read("cluster.sql"));

  static Optional<ClusterState> parse(List<String> rows) {
    var parser = new Parser();
    boolean understood = rows.stream().allMatch(row -> parser.row(row, row.split("\\|", -1)));
    return understood ? parser.state() : Optional.empty();
  }

  /** Takes row by row. */
  private static final class Parser {
    private Optional<BigDecimal> loaded = Optional.empty();
    private boolean checksums;
    private final List<String> faults = new ArrayList<>();
    private final List<HostBasedAuthentication.Rule> rules = new ArrayList<>();
    private final Map<String, RoleRow> roles = new TreeMap<>();
    private final List<Stranger> strangers = new ArrayList<>();
    private final Map<String, DatabaseRow> databases = new TreeMap<>();
    private final Map<String, SettingRow> settings = new TreeMap<>();
    private final Map<String, OverridingLine> overrides = new TreeMap<>();

    /** False if it is no row of ours. */
    boolean row(String row, String[] f) {
      return switch (f[0]) {
        case "loaded" -> f.length == 2 && loaded(f[1]);
        case "fault" -> faults.add(row.substring("fault|".length()));
        case "checksums" -> f.length == 2 && checksums(f[1]);
        case "rule" -> f.length == 7 && rules.add(rule(f));
        case "role" -> f.length == 10 && keep(roles, f[1], role(f));
        case "stranger" ->
            f.length == 4 && strangers.add(new Stranger(f[1], f[2].equals("t"), f[3].equals("t")));
        case "database" ->
            f.length == 6
                && keep(databases, f[1], new DatabaseRow(f[2], f[3], f[4], f[5].equals("t")));
        case "setting" ->
            f.length == 6
                && keep(settings, f[1], new SettingRow(f[2], f[3].equals("t"), f[4], f[5]));
        case "override" -> f.length == 4 && keep(overrides, f[1], new OverridingLine(f[2], f[3]));
        default -> false;
      };
    }

    private boolean loaded(String text) {
      loaded = decimal(text);
      return true;
    }

    private boolean checksums(String text) {
      checksums = text.equals("on");
      return true;
    }

    private static <T> boolean keep(Map<String, T> rows, String name, T row) {
      rows.put(name, row);
      return true;
    }

    Optional<ClusterState> state() {
      return loaded.map(
          l ->
              new ClusterState(
                  l, faults, checksums, rules, roles, strangers, databases, settings, overrides));
    }
  }

  private static HostBasedAuthentication.Rule rule(String[] f) {
    return new HostBasedAuthentication.Rule(f[1], words(f[2]), words(f[3]), f[4], f[5], f[6]);
  }

  private static RoleRow role(String[] f) {
    return new RoleRow(
        f[2].equals("t"),
        f[3].equals("t"),
        words(f[4]),
        words(f[5]),
        f[6].equals("t"),
        f[7].matches("\\d{1,9}") ? Optional.of(Integer.parseInt(f[7])) : Optional.empty(),
        f[8],
        f[9]);
  }

  private static Optional<BigDecimal> decimal(String text) {
    return text.matches("\\d{1,12}\\.\\d{1,9}")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(","));
  }
}
