package zone.otta.ralf.workspace.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import zone.otta.ralf.card.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.workspace.card.SourceMap;
import zone.otta.ralf.workspace.card.Span;

/**
 * Reads {@code ralf.yaml}. Every problem is a finding with its place; an unknown key is one,
 * because a misspelt safety setting must not be ignored.
 */
public final class SiteReader {
  public static final String FILE_NAME = "ralf.yaml";
  private static final long MAX_BYTES = 256 * 1024;

  /** The nearest {@code ralf.yaml} in the folder or above it. */
  public static Optional<Path> find(Path start) {
    for (Path folder = start.toAbsolutePath().normalize();
        folder != null;
        folder = folder.getParent()) {
      Path file = folder.resolve(FILE_NAME);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /**
   * Reads a file.
   *
   * @param name how findings call it
   */
  public ReadSite read(Path file, String name) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        return failed(
            name,
            1,
            1,
            Text.of("the file is larger than 256 KiB", "die Datei ist größer als 256 KiB"),
            List.of());
      }
      return read(Files.readString(file), name);
    } catch (IOException e) {
      return failed(
          name,
          1,
          1,
          Text.of(
              "the file cannot be read as UTF-8 text", "die Datei ist nicht als UTF-8-Text lesbar"),
          List.of());
    }
  }

  /** Reads a text. */
  public ReadSite read(String text, String name) {
    List<String> lines = text.lines().toList();
    try {
      YamlTree tree = YamlTree.read(text);
      var builder = new SiteBuilder(tree);
      Optional<Site> site = builder.build();
      return new ReadSite(name, site, builder.findings(), map(tree, name, lines));
    } catch (JacksonException e) {
      YamlTree.Problem at = YamlTree.problem(e);
      return failed(
          name, at.line(), at.column(), Text.of("not YAML here", "hier kein YAML"), lines);
    } catch (IllegalArgumentException e) {
      return failed(name, 1, 1, Text.of("too many entries", "zu viele Einträge"), lines);
    }
  }

  private static ReadSite failed(
      String name, int line, int column, Text label, List<String> lines) {
    Finding finding =
        Finding.blocker(
                "RALF-C100",
                Text.of("the site file cannot be read", "die Standortdatei ist nicht lesbar"))
            .at(SiteBuilder.SITE)
            .label(label)
            .help(Text.of("see docs/ralf-yaml.md", "siehe docs/ralf-yaml.md"));
    var map =
        new SourceMap(
            java.util.Map.of(SiteBuilder.SITE, new Span(name, line, column, column + 1)), lines);
    return new ReadSite(name, Optional.empty(), List.of(finding), map);
  }

  private static SourceMap map(YamlTree tree, String name, List<String> lines) {
    var spans = new java.util.HashMap<CardPath, Span>();
    spans.put(SiteBuilder.SITE, new Span(name, 1, 1, 2));
    tree.scalars.forEach(
        (path, s) ->
            spans.put(
                SiteBuilder.path(path),
                new Span(
                    name,
                    s.line(),
                    s.column(),
                    s.column() + Math.max(1, s.text().codePointCount(0, s.text().length())))));
    return new SourceMap(spans, lines);
  }
}
