package zone.otta.ralf.plan;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;

/** What stands against a service's configuration. */
final class Configuration {
  private Configuration() {}

  /** What decides over our settings and is not ours to remove. */
  static Optional<Finding> foreign(Facts.Service service) {
    List<Deviation> foreign = service.deviations().stream().filter(d -> !d.ours()).toList();
    if (foreign.isEmpty()) {
      return Optional.empty();
    }
    Finding finding =
        Finding.blocker(
            "RALF-N030",
            Text.of(
                "lines in files that are not ours stand against the service's configuration",
                "Zeilen in fremden Dateien stehen gegen die Konfiguration des Dienstes"));
    for (Deviation d : foreign) {
      finding = finding.note(Text.same(d.by().isEmpty() ? d.found() : line(d)));
    }
    return Optional.of(
        finding.help(
            Text.of(
                "remove those lines in the container (RALF never does), or settle with their author; then plan again",
                "jene Zeilen im Container entfernen (RALF tut es nie) oder mit dem Verfasser klären; dann neu planen")));
  }

  private static String line(Deviation d) {
    return d.by() + ": " + d.what() + " = " + d.found() + " (" + d.wanted() + ")";
  }
}
