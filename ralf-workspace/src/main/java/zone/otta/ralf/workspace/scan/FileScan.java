package zone.otta.ralf.workspace.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.plaintext.Hit;
import zone.otta.ralf.plaintext.LineCounter;
import zone.otta.ralf.plaintext.PlaintextScan;
import zone.otta.ralf.plaintext.Strictness;
import zone.otta.ralf.workspace.scan.ScanReport.Position;
import zone.otta.ralf.workspace.scan.ScanReport.Sighting;
import zone.otta.ralf.workspace.scan.ScanReport.Skipped;
import zone.otta.ralf.workspace.scan.ScanReport.Why;
import zone.otta.ralf.workspace.site.SiteReader;

/** Looks at one regular file. */
final class FileScan {
  /** 8 MiB. */
  static final int LIMIT = 8 << 20;

  /** More places in one file than anybody reads; the rest is only counted. */
  static final int MOST = 50;

  private static final int SHORTEST_SECRET = 8;
  private static final int LONGEST_SECRET = 4096;

  /**
   * What it came to.
   *
   * @param looked whether its text was looked at
   * @param bytes how many
   */
  record Outcome(
      boolean looked,
      long bytes,
      List<Sighting> places,
      int notListed,
      Optional<Skipped> skipped,
      Optional<String> kept) {
    static Outcome skipped(String name, Why why) {
      return new Outcome(
          false, 0, List.of(), 0, Optional.of(new Skipped(name, why)), Optional.empty());
    }

    static Outcome problem(String name, Finding finding) {
      return new Outcome(
          false,
          0,
          List.of(new Sighting(name, Optional.empty(), finding)),
          0,
          Optional.empty(),
          Optional.empty());
    }
  }

  private final SecretPlaces places;

  FileScan(SecretPlaces places) {
    this.places = places;
  }

  /** Never throws for what a file system can do. */
  Outcome look(Path file, String name) {
    try {
      byte[] bytes = read(file);
      if (places.named(file) || (places.allowed(file) && secret(bytes))) {
        return kept(file, name);
      }
      if (bytes.length > LIMIT) {
        return Outcome.skipped(name, Why.TOO_LARGE);
      }
      return TextFile.text(bytes)
          .map(text -> found(text, name, bytes.length))
          .orElseGet(() -> Outcome.skipped(name, Why.BINARY));
    } catch (AccessDeniedException e) {
      return Outcome.problem(name, ScanFindings.unreadable(name, true));
    } catch (IOException e) {
      return Outcome.problem(name, ScanFindings.unreadable(name, false));
    }
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(LIMIT + 1);
    }
  }

  /** One line without blanks, as secret files have: what stands beside them is read as any file. */
  private static boolean secret(byte[] bytes) {
    if (bytes.length < SHORTEST_SECRET || bytes.length > LONGEST_SECRET) {
      return false;
    }
    String text = TextFile.text(bytes).orElse(" ").stripTrailing();
    return text.chars().noneMatch(Character::isWhitespace);
  }

  private static Outcome kept(Path file, String name) throws IOException {
    Optional<String> open = open(file);
    if (open.isPresent()) {
      return Outcome.problem(name, ScanFindings.open(name, open.get()));
    }
    return new Outcome(false, 0, List.of(), 0, Optional.empty(), Optional.of(name));
  }

  /** The mode, if it lets others in. */
  private static Optional<String> open(Path file) throws IOException {
    try {
      Set<PosixFilePermission> mode =
          Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
      boolean others =
          mode.stream()
              .anyMatch(p -> p.name().startsWith("GROUP") || p.name().startsWith("OTHERS"));
      return others ? Optional.of(PosixFilePermissions.toString(mode)) : Optional.empty();
    } catch (UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static Outcome found(String text, String name, long bytes) {
    Strictness strictness =
        Path.of(name).endsWith(SiteReader.FILE) ? Strictness.REFERENCES_ONLY : Strictness.ANY_FILE;
    List<Hit> hits = PlaintextScan.find(text, strictness);
    var sightings = new ArrayList<Sighting>();
    var lines = new LineCounter(text);
    for (Hit hit : hits.subList(0, Math.min(hits.size(), MOST))) {
      Position position = position(text, hit, lines);
      sightings.add(new Sighting(name, Optional.of(position), ScanFindings.of(name, position)));
    }
    return new Outcome(
        true, bytes, sightings, hits.size() - sightings.size(), Optional.empty(), Optional.empty());
  }

  private static Position position(String text, Hit hit, LineCounter lines) {
    lines.to(hit.from());
    int column = text.codePointCount(lines.start(), hit.from()) + 1;
    int end = hit.from();
    while (end < hit.to() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return new Position(
        lines.line() + 1,
        column,
        column + text.codePointCount(hit.from(), end),
        hit.kind(),
        hit.key(),
        text.codePointCount(hit.from(), hit.to()));
  }
}
