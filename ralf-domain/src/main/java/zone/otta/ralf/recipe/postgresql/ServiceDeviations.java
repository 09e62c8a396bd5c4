package zone.otta.ralf.recipe.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.plan.Deviation;
import zone.otta.ralf.plan.LineDifference;
import zone.otta.ralf.plan.Setting;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.recipe.postgresql.ClusterState.OverridingLine;
import zone.otta.ralf.recipe.postgresql.ClusterState.SettingRow;

/** What of a cluster's settings and access rules is not as wanted, by the server's own word. */
final class ServiceDeviations {
  private static final String WAITS = "waits for a restart";

  private ServiceDeviations() {}

  static List<Deviation> of(Step.RunService step, ClusterState cluster) {
    var deviations = new ArrayList<Deviation>();
    for (Setting setting : step.settings()) {
      setting(setting, cluster).ifPresent(deviations::add);
    }
    List<String> rules = cluster.rules().stream().map(HostBasedAuthentication.Rule::line).toList();
    for (LineDifference.Change c : LineDifference.between(step.rules(), rules)) {
      deviations.add(
          new Deviation(
              "pg_hba rule " + c.at(), c.wanted().orElse(""), c.found().orElse(""), "", true));
    }
    for (String error : errors(cluster)) {
      deviations.add(new Deviation("configuration file", "", error, "", !error.startsWith("/")));
    }
    return deviations;
  }

  /** Lines in configuration files that the server does not accept. */
  static List<String> errors(ClusterState cluster) {
    return cluster.faults().stream()
        .filter(
            f ->
                !f.startsWith(WAITS)
                    && !f.endsWith("not in effect")
                    && !f.endsWith("setting could not be applied"))
        .toList();
  }

  /**
   * Nothing waits for a restart and all lines are accepted; which line wins is another question.
   */
  static boolean settled(ClusterState cluster) {
    return cluster.faults().stream().allMatch(f -> f.endsWith("not in effect"));
  }

  private static Optional<Deviation> setting(Setting wanted, ClusterState cluster) {
    OverridingLine override = cluster.overrides().get(wanted.name());
    if (override != null) {
      return Optional.of(
          new Deviation(
              wanted.name(),
              wanted.value(),
              override.value(),
              override.file(),
              override.bySystem()));
    }
    SettingRow row = cluster.settings().get(wanted.name());
    if (row == null) {
      return Optional.of(new Deviation(wanted.name(), wanted.value(), "", "", true));
    }
    return SettingValue.of(row.value(), row.unit())
            .equals(SettingValue.of(wanted.value(), row.unit()))
        ? Optional.empty()
        : Optional.of(deviation(wanted, row));
  }

  private static Deviation deviation(Setting wanted, SettingRow row) {
    String by = row.waitsForRestart() ? WAITS : row.source();
    return new Deviation(
        wanted.name(), wanted.value(), SettingValue.shown(row.value(), row.unit()), by, true);
  }
}
