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
    Map<String, DatabaseRow> databases) {
  /** A role; iterations, salt and sum are empty if it has no SCRAM verifier. */
  record RoleRow(
      boolean login,
      boolean inherit,
      boolean privileged,
      List<String> memberOf,
      boolean hasVerifier,
      Optional<Integer> iterations,
      String salt,
      String storedKeySum) {}

  /** A database. */
  record DatabaseRow(String owner, String encoding, String locale, boolean closed) {}

  static final GuestQuestion.Sql QUESTION =
      new GuestQuestion.Sql("postgres", PostgresSql.read("cluster.sql"));

  static Optional<ClusterState> parse(List<String> rows) {
    Optional<BigDecimal> loaded = Optional.empty();
    boolean checksums = false;
    var faults = new ArrayList<String>();
    var rules = new ArrayList<HostBasedAuthentication.Rule>();
    var roles = new TreeMap<String, RoleRow>();
    var databases = new TreeMap<String, DatabaseRow>();
    for (String row : rows) {
      String[] f = row.split("\\|", -1);
      switch (f[0]) {
        case "loaded" -> loaded = f.length == 2 ? decimal(f[1]) : Optional.empty();
        case "fault" -> faults.add(row.substring("fault|".length()));
        case "checksums" -> checksums = f.length == 2 && f[1].equals("on");
        case "rule" -> {
          if (f.length != 7) {
            return Optional.empty();
          }
          rules.add(
              new HostBasedAuthentication.Rule(f[1], words(f[2]), words(f[3]), f[4], f[5], f[6]));
        }
        case "role" -> {
          if (f.length != 10) {
            return Optional.empty();
          }
          roles.put(f[1], role(f));
        }
        case "database" -> {
          if (f.length != 6) {
            return Optional.empty();
          }
          databases.put(f[1], new DatabaseRow(f[2], f[3], f[4], f[5].equals("t")));
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    boolean sums = checksums;
    return loaded.map(l -> new ClusterState(l, faults, sums, rules, roles, databases));
  }

  private static RoleRow role(String[] f) {
    return new RoleRow(
        f[2].equals("t"),
        f[3].equals("t"),
        f[4].equals("t"),
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
