package zone.otta.ralf;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.site.TemplateSource;

/**
 * Which template a new container is made from.
 *
 * @param prefix start of its name
 * @param file the newest present one; without any, the newest that can be loaded
 * @param present whether it is on the storage already
 */
record TemplateChoice(
    String prefix,
    String storage,
    Optional<String> file,
    boolean present,
    Optional<TemplateSource> source) {
  static TemplateChoice of(String prefix, Site site, NodeInventory inventory) {
    Optional<String> here =
        newest(
            inventory.templates().stream().map(NodeInventory.TemplateFile::file).toList(), prefix);
    Optional<TemplateSource> source = site.templateSource().filter(s -> s.file().equals(prefix));
    return new TemplateChoice(
        prefix,
        site.templateStorage(),
        here.or(() -> source.map(TemplateSource::file))
            .or(() -> newest(inventory.available(), prefix)),
        here.isPresent(),
        source);
  }

  boolean toBeLoaded() {
    return file.isPresent() && !present;
  }

  private static Optional<String> newest(List<String> files, String prefix) {
    return files.stream()
        .filter(f -> f.startsWith(prefix + "_") || f.equals(prefix))
        .max(Comparator.comparing(TemplateChoice::ordered));
  }

  /** Numbers padded, so that 24.04-10 comes after 24.04-2. */
  private static String ordered(String file) {
    var out = new StringBuilder();
    for (String part : file.split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)")) {
      out.append(part.matches("\\d+") ? "0".repeat(Math.max(0, 12 - part.length())) + part : part);
    }
    return out.toString();
  }

  /** A download is a warning, no template at all stops. */
  List<Finding> findings() {
    if (file.isEmpty()) {
      return List.of(
          Finding.blocker(
                  "RALF-N005",
                  Text.of(
                      "no template " + prefix + " on storage " + storage + ", and none to download",
                      "keine Vorlage "
                          + prefix
                          + " auf Speicher "
                          + storage
                          + ", auch keine zum Laden"))
              .help(
                  Text.of(
                      "run `pveam update` on the node, or choose another release in the card",
                      "`pveam update` auf dem Knoten ausführen oder anderes Release in der Karte wählen")));
    }
    return present
        ? List.of()
        : List.of(
            Finding.warning(
                "RALF-N004",
                Text.of(
                    "the template must be downloaded first: " + named(),
                    "die Vorlage muss erst geladen werden: " + named())));
  }

  private String named() {
    return source.map(TemplateSource::toString).or(() -> file).orElse(prefix);
  }
}
