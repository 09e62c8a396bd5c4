package zone.otta.ralf.workspace.scan;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.plaintext.Kind;

/**
 * What a scan saw. Files are named relative to the scanned folder, in the order of their names;
 * what lies outside of it by its whole path.
 *
 * @param files how many were looked at
 * @param bytes how large they are together
 * @param places what was found in the order of files, lines and columns; never a value
 * @param notListed how many more places there are, in files with too many
 * @param kept files that may hold a secret, and are their owner's only
 */
public record ScanReport(
    int files,
    long bytes,
    List<Sighting> places,
    int notListed,
    List<Skipped> skipped,
    List<String> kept) {
  public ScanReport {
    places = List.copyOf(places);
    skipped = List.copyOf(skipped);
    kept = List.copyOf(kept);
  }

  /**
   * A place in a file, and what is to be said of it.
   *
   * @param position empty if it is about the file as a whole
   */
  public record Sighting(String file, Optional<Position> position, Finding finding) {}

  /**
   * Where, counted from 1 in Unicode code points, and what it looks like.
   *
   * @param endColumn the column after the last one of the line
   * @param key the name that it is assigned to
   * @param length in code points
   */
  public record Position(
      int line, int column, int endColumn, Kind kind, Optional<String> key, int length) {}

  /** A file or folder that was not looked into. */
  public record Skipped(String file, Why why) {}

  /** Why not. */
  public enum Why {
    LINK(Text.of("symbolic link", "symbolischer Verweis")),
    BINARY(Text.of("binary file", "Binärdatei")),
    TOO_LARGE(Text.of("larger than 8 MiB", "größer als 8 MiB")),
    SPECIAL(Text.of("no regular file", "keine gewöhnliche Datei")),
    REPOSITORY(Text.of("version control", "Versionsverwaltung"));

    private final Text text;

    Why(Text text) {
      this.text = text;
    }

    public Text text() {
      return text;
    }
  }

  public Verdict verdict() {
    return Verdict.of(places.stream().map(Sighting::finding).toList());
  }
}
