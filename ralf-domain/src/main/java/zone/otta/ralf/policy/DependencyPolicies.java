package zone.otta.ralf.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.card.Dependency;
import zone.otta.ralf.card.OsRelease;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.DnsName;

/** What the card says it needs, held against the rest of the card. */
final class DependencyPolicies {
  static final List<Rule> ALL =
      List.of(
          Rule.of(
              "RALF-P025",
              "dependencies are understood and fit the card",
              "Abhängigkeiten sind verstanden und passen zur Karte",
              (card, site) -> dependencies(card)));

  private DependencyPolicies() {}

  private static List<Finding> dependencies(ServiceCard card) {
    var findings = new ArrayList<Finding>();
    for (int i = 0; i < card.dependencies().size(); i++) {
      CardPath at = CardPath.DEPENDENCIES.index(i);
      doubt(card.dependencies().get(i), card)
          .ifPresent(
              why ->
                  findings.add(
                      Finding.hint(
                              "RALF-P025",
                              Text.of(
                                  "a dependency is not checked",
                                  "eine Abhängigkeit wird nicht geprüft"))
                          .at(at)
                          .label(why)));
    }
    return findings;
  }

  private static Optional<Text> doubt(Dependency dependency, ServiceCard card) {
    return switch (dependency) {
      case Dependency.ProxmoxPct d -> Optional.empty();
      case Dependency.SecretSupply d -> Optional.empty();
      case Dependency.Service d -> Optional.empty();
      case Dependency.Template d -> template(d.release(), card);
      case Dependency.NameResolution d -> name(d.name(), card);
      case Dependency.Unknown d ->
          Optional.of(
              Text.of("not understood, for people only", "nicht verstanden, nur für Menschen"));
    };
  }

  /** The operating model decides: the line may be a left-over. */
  private static Optional<Text> template(OsRelease release, ServiceCard card) {
    return card.release()
        .filter(r -> !r.equals(release))
        .map(
            r ->
                Text.of(
                    "the operating model says " + r + ", which counts",
                    "das Betriebsmodell sagt " + r + ", und das gilt"));
  }

  private static Optional<Text> name(DnsName name, ServiceCard card) {
    return card.placement()
        .dns()
        .filter(n -> !n.equals(name))
        .map(
            n ->
                Text.of(
                    "the placement says " + n + ", which counts",
                    "die Platzierung sagt " + n + ", und das gilt"));
  }
}
