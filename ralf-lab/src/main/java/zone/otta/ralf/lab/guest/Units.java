package zone.otta.ralf.lab.guest;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zone.otta.ralf.lab.postgres.PostgresCluster;

/** The units of a guest that RALF's vocabulary touches. */
final class Units {
  static final String META = "postgresql.service";
  static final String CLUSTER = "postgresql@16-main.service";
  private static final Set<String> ALWAYS = Set.of("systemd-sysctl.service", "dbus.service");

  /** What systemctl shows of a unit. */
  record State(String result, String load, String active, String sub, String file) {
    static final State ABSENT = new State("success", "not-found", "inactive", "dead", "");
  }

  private Optional<PostgresCluster> cluster = Optional.empty();
  private boolean failed;
  private final Set<String> enabled = new HashSet<>();

  /** All of them at one moment. */
  record Copy(Optional<PostgresCluster> cluster, Set<String> enabled) {}

  synchronized Copy copy() {
    return new Copy(cluster, Set.copyOf(enabled));
  }

  synchronized void restore(Copy copy) {
    cluster = copy.cluster();
    failed = false;
    enabled.clear();
    enabled.addAll(copy.enabled());
  }

  synchronized void installed(PostgresCluster made) {
    cluster = Optional.of(made);
    failed = false;
    enabled.add(META);
  }

  synchronized Optional<PostgresCluster> cluster() {
    return cluster;
  }

  synchronized boolean known(String unit) {
    return ALWAYS.contains(unit)
        || cluster.isPresent() && (unit.equals(META) || unit.equals(CLUSTER));
  }

  synchronized State state(String unit) {
    if (!known(unit)) {
      return State.ABSENT;
    }
    if (unit.equals(CLUSTER)) {
      String file = enabled.contains(CLUSTER) ? "enabled" : "enabled-runtime";
      if (cluster.filter(PostgresCluster::running).isPresent()) {
        return new State("success", "loaded", "active", "running", file);
      }
      return failed
          ? new State("protocol", "loaded", "failed", "failed", file)
          : new State("success", "loaded", "inactive", "dead", file);
    }
    // The meta unit stays active whatever its cluster does (recorded).
    String file =
        enabled.contains(unit) ? "enabled" : ALWAYS.contains(unit) ? "static" : "disabled";
    return new State("success", "loaded", "active", "exited", file);
  }

  synchronized void enable(String unit) {
    enabled.add(unit);
  }

  synchronized List<String> enabled() {
    return enabled.stream().sorted().toList();
  }

  /** False if the unit's start failed. */
  synchronized boolean start(String unit) throws IOException, InterruptedException {
    if (ALWAYS.contains(unit) || cluster.isEmpty()) {
      return true;
    }
    failed = !cluster.get().start();
    return !failed || unit.equals(META);
  }

  synchronized void stop(String unit) throws IOException, InterruptedException {
    if (!ALWAYS.contains(unit) && cluster.isPresent()) {
      cluster.get().stop();
      failed = false;
    }
  }

  synchronized void reload(String unit) throws IOException, InterruptedException {
    if (!ALWAYS.contains(unit) && cluster.isPresent()) {
      cluster.get().reload();
    }
  }
}
