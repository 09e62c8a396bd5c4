package zone.otta.ralf.workspace.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.workspace.card.CardBytes;
import zone.otta.ralf.workspace.card.SafeText;
import zone.otta.ralf.workspace.card.SourceMap;

/**
 * Reads {@code ralf.yaml}. The environment is never asked; unknown keys are refused; whatever the
 * file holds, the answer is a {@link ReadSite}. Stateless and thread-safe.
 */
public final class SiteReader {
  /** The file's name; the folder it stands in is the workspace. */
  public static final String FILE = "ralf.yaml";

  private SiteReader() {}

  /** The nearest {@code ralf.yaml} in the folder or above it. */
  public static Optional<Path> find(Path start) {
    for (Path folder = start.toAbsolutePath().normalize();
        folder != null;
        folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve(FILE))) {
        return Optional.of(folder.resolve(FILE));
      }
    }
    return Optional.empty();
  }

  /** The defaults, for commands that work without a file. */
  public static ReadSite defaults() {
    return new ReadSite(
        Optional.empty(),
        Optional.of(Site.DEFAULT),
        List.of(defaulted(Site.DEFAULT)),
        SourceMap.empty());
  }

  /**
   * Reads the file; relative key files are relative to its folder. {@code name} is for findings.
   */
  public static ReadSite read(Path file, String name) {
    CardBytes read = CardBytes.read(file, name);
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    return read.finding()
        .map(f -> new ReadSite(Optional.of(name), Optional.empty(), List.of(f), SourceMap.empty()))
        .orElseGet(() -> read(name, read.bytes().orElseThrow(), folder));
  }

  /** Reads the content of a file that stands in the folder. */
  public static ReadSite read(String name, byte[] content, Path folder) {
    SafeText text = SafeText.of(name, content);
    var remarks = new SiteRemarks(name, text.lines());
    text.findings().forEach(remarks::add);
    Optional<Site> site = text.refused() ? Optional.empty() : site(text.text(), folder, remarks);
    site.filter(s -> !s.defaulted().isEmpty()).ifPresent(s -> remarks.add(defaulted(s)));
    boolean usable = Verdict.of(remarks.findings()) != Verdict.BLOCKER;
    return new ReadSite(
        Optional.of(name),
        site.filter(s -> usable),
        remarks.findings(),
        text.with(remarks.spans(), SecretKeys::shown));
  }

  private static Optional<Site> site(String text, Path folder, SiteRemarks remarks) {
    try {
      Yaml yaml = YamlReader.read(text);
      if (yaml instanceof Yaml.Mapping mapping) {
        return Optional.of(new SiteKeys(mapping, folder, remarks).site());
      }
      remarks.invalid(yaml.place());
    } catch (YamlReader.Refused e) {
      remarks.invalid(e.place());
    } catch (JacksonException e) {
      var location = Optional.ofNullable(e.getLocation());
      remarks.invalid(
          new Yaml.Place(
              location.map(l -> l.getLineNr()).orElse(1),
              location.map(l -> l.getColumnNr()).orElse(1)));
    }
    return Optional.empty();
  }

  private static Finding defaulted(Site site) {
    String keys = String.join(", ", site.defaulted());
    return Finding.hint(
            "RALF-C110", Text.of("defaults are used for " + keys, "Vorgaben gelten für " + keys))
        .help(Text.of("set them in " + FILE, "in " + FILE + " setzen"));
  }
}
