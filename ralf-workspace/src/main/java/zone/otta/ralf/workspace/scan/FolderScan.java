package zone.otta.ralf.workspace.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zone.otta.ralf.workspace.scan.FileScan.Outcome;
import zone.otta.ralf.workspace.scan.ScanReport.Sighting;
import zone.otta.ralf.workspace.scan.ScanReport.Skipped;
import zone.otta.ralf.workspace.scan.ScanReport.Why;

/**
 * Looks for plaintext secrets in all text files of a folder and below it. Symbolic links are not
 * followed, nothing is changed, and nothing that a file system can do ends it early. Stateless
 * apart from one scan.
 */
public final class FolderScan {
  private static final Set<String> REPOSITORIES = Set.of(".git", ".hg", ".svn", ".jj");
  private final Path root;
  private final FileScan scan;
  private final List<Path> files = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private final List<Sighting> places = new ArrayList<>();

  private FolderScan(Path root, SecretPlaces secrets) {
    this.root = root;
    this.scan = new FileScan(secrets);
  }

  /**
   * @param root a folder or a single file, absolute; what is found is named relative to it
   * @param further other folders that belong to it, as a state directory elsewhere; those below the
   *     root are looked at once
   */
  public static ScanReport of(Path root, List<Path> further, SecretPlaces secrets) {
    var scan = new FolderScan(root, secrets);
    scan.walk(root);
    further.stream().filter(f -> !f.startsWith(root) && Files.exists(f)).forEach(scan::walk);
    return scan.report();
  }

  private ScanReport report() {
    files.sort(Comparator.naturalOrder());
    List<Outcome> outcomes =
        files.parallelStream().map(file -> scan.look(file, name(file))).toList();
    int looked = 0;
    long bytes = 0;
    int notListed = 0;
    var kept = new ArrayList<String>();
    for (Outcome outcome : outcomes) {
      looked += outcome.looked() ? 1 : 0;
      bytes += outcome.bytes();
      notListed += outcome.notListed();
      places.addAll(outcome.places());
      outcome.skipped().ifPresent(skipped::add);
      outcome.kept().ifPresent(kept::add);
    }
    skipped.sort(Comparator.comparing(Skipped::file));
    return new ScanReport(looked, bytes, places, notListed, skipped, kept);
  }

  private String name(Path file) {
    if (file.equals(root)) {
      return String.valueOf(file.getFileName());
    }
    return file.startsWith(root) ? root.relativize(file).toString() : file.toString();
  }

  private void walk(Path start) {
    try {
      // the folder itself may be a symbolic link: a person named it
      Files.walkFileTree(Files.isDirectory(start) ? start.resolve(".") : start, new Visitor());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the visitor throws none
    }
  }

  /** Collects the files; folders that cannot be read are findings. */
  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (REPOSITORIES.contains(String.valueOf(folder.getFileName()))) {
        skipped.add(new Skipped(name(folder.normalize()), Why.REPOSITORY));
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path found, BasicFileAttributes attributes) {
      Path file = found.normalize();
      if (attributes.isSymbolicLink()) {
        skipped.add(new Skipped(name(file), Why.LINK));
      } else if (attributes.isRegularFile()) {
        files.add(file);
      } else {
        skipped.add(new Skipped(name(file), Why.SPECIAL));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path found, IOException e) {
      Path file = found.normalize();
      places.add(
          new Sighting(
              name(file),
              Optional.empty(),
              ScanFindings.unreadable(name(file), e instanceof AccessDeniedException)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
      if (e != null) {
        return visitFileFailed(folder, e);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
