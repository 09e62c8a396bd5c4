package zone.otta.ralf.workspace.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.workspace.store.DurableFile;
import zone.otta.ralf.workspace.store.SmallFile;

/** Anchors as files: their text and nothing else. */
public final class AnchorFile {
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  private AnchorFile() {}

  /** Where the anchor at the end of a copy or an archive is. */
  public static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".anchor");
  }

  /**
   * @throws zone.otta.ralf.port.PortException {@code RALF-J016} if it is none
   */
  public static Anchor read(Path file) {
    return Anchor.parse(SmallFile.read(file, MAX_BYTES))
        .orElseThrow(() -> JournalFault.noAnchor(file));
  }

  /**
   * What a copy or an archive must hold.
   *
   * @param named the anchor's file; else the one beside it counts, if there is one
   * @throws zone.otta.ralf.port.PortException {@code RALF-J016} if it is no anchor
   */
  public static Optional<Anchor> of(Path file, Optional<Path> named) {
    return named.or(() -> Optional.of(beside(file)).filter(Files::exists)).map(AnchorFile::read);
  }

  /**
   * @throws zone.otta.ralf.port.PortException {@code RALF-J015} if the file is there
   */
  public static void requireNew(Path file) {
    if (Files.exists(file)) {
      throw JournalFault.keptAnchor(file);
    }
  }

  /**
   * Writes a new file, readable by its owner only, whole or not at all.
   *
   * @throws zone.otta.ralf.port.PortException {@code RALF-J015} if it is there
   */
  public static void write(Path file, Anchor anchor) {
    if (!DurableFile.stream(file, false, out -> text(anchor, out))) {
      throw JournalFault.keptAnchor(file);
    }
  }

  static void text(Anchor anchor, OutputStream out) throws IOException {
    out.write(anchor.text().getBytes(StandardCharsets.US_ASCII));
  }
}
