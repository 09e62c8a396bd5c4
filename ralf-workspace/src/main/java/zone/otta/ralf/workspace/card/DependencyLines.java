package zone.otta.ralf.workspace.card;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import zone.otta.ralf.card.Dependency;
import zone.otta.ralf.card.OsRelease;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.site.DnsName;

/** The lines under "Abhängigkeiten". */
final class DependencyLines {
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w.-])[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){1,10}(?![\\w-])");

  private DependencyLines() {}

  static Dependency of(Passage passage) {
    String line = passage.prose();
    String words = line.toLowerCase(Locale.ROOT);
    return service(passage, line)
        .or(() -> template(line, words))
        .or(() -> resolution(line, words))
        .or(() -> proxmox(line, words))
        .or(() -> secrets(line, words))
        .orElseGet(() -> new Dependency.Unknown(line));
  }

  private static Optional<Dependency> service(Passage passage, String line) {
    return KeyedItem.of(passage)
        .filter(i -> Key.SERVICE.words().contains(i.key()))
        .flatMap(i -> ServiceName.parse(i.value().text()))
        .map(s -> new Dependency.Service(line, s));
  }

  private static Optional<Dependency> template(String line, String words) {
    return words.contains("template") || words.contains("vorlage")
        ? OsRelease.find(line).map(r -> new Dependency.Template(line, r))
        : Optional.empty();
  }

  private static Optional<Dependency> resolution(String line, String words) {
    var name = NAME.matcher(words);
    return words.contains("dns") && name.find()
        ? DnsName.parse(name.group()).map(n -> new Dependency.NameResolution(line, n))
        : Optional.empty();
  }

  private static Optional<Dependency> proxmox(String line, String words) {
    return words.contains("proxmox")
        ? Optional.of(new Dependency.ProxmoxPct(line))
        : Optional.empty();
  }

  private static Optional<Dependency> secrets(String line, String words) {
    return words.contains("secret") || words.contains("vaultwarden") || words.contains("credential")
        ? Optional.of(new Dependency.SecretSupply(line))
        : Optional.empty();
  }
}
