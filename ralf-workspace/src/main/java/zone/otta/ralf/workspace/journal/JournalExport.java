package zone.otta.ralf.workspace.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.workspace.store.DurableFile;

/**
 * A copy of a journal, or of its end, as a file of its own: lines as in
 * docs/adr/0007-journal-bytes.md, none with {@code more}. Beside it the anchor at its end, {@code
 * FILE.anchor}, and of a part the anchor before it, {@code FILE.before.anchor}: without that nobody
 * could continue the chains.
 */
public final class JournalExport {
  private static final int PAGE = 500;
  private final Journal journal;
  private final long after;
  private final JournalHeads heads = new JournalHeads();

  private JournalExport(Journal journal, long after) {
    this.journal = journal;
    this.after = after;
  }

  /**
   * What was written.
   *
   * @param before empty of a whole journal
   */
  public record Written(long events, Anchor anchor, Optional<Anchor> before) {}

  /** Where the anchor before the beginning of a copy is. */
  public static Path beforeOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".before.anchor");
  }

  /**
   * Writes copy and anchors, readable by their owner only; each appears whole or not at all, the
   * copy last.
   *
   * @param after the position after which it begins; 0 for all
   * @param replace whether files that are there may be replaced
   * @throws zone.otta.ralf.port.PortException {@code RALF-J015} if one is there, {@code RALF-J002}
   *     if the journal is damaged, {@code RALF-J018} if it ends before {@code after}
   */
  public static Written write(Journal journal, Path file, long after, boolean replace) {
    if (!replace) {
      Stream.of(file, AnchorFile.beside(file), beforeOf(file))
          .filter(Files::exists)
          .findFirst()
          .ifPresent(
              there -> {
                throw JournalFault.there(there);
              });
    }
    return new JournalExport(journal, Math.max(0, after)).write(file, replace);
  }

  private Written write(Path file, boolean replace) {
    readUpTo(after);
    if (heads.last() < after) {
      throw JournalFault.endsBefore(after, heads.last());
    }
    Optional<Anchor> before = after > 0 ? Optional.of(heads.anchor()) : Optional.empty();
    boolean done =
        DurableFile.stream(
            file,
            replace,
            out -> {
              copy(out);
              before.ifPresent(a -> anchor(beforeOf(file), a, replace));
              anchor(AnchorFile.beside(file), heads.anchor(), replace);
            });
    if (!done) {
      throw JournalFault.there(file);
    }
    return new Written(heads.last() - after, heads.anchor(), before);
  }

  private static void anchor(Path file, Anchor anchor, boolean replace) {
    if (!DurableFile.stream(file, replace, out -> AnchorFile.text(anchor, out))) {
      throw JournalFault.there(file);
    }
  }

  private void readUpTo(long position) {
    while (heads.last() < position) {
      List<StoredEvent> page = next((int) Math.min(PAGE, position - heads.last()));
      if (page.isEmpty()) {
        return;
      }
    }
  }

  private void copy(OutputStream out) throws IOException {
    for (List<StoredEvent> page = next(PAGE); !page.isEmpty(); page = next(PAGE)) {
      for (StoredEvent event : page) {
        out.write(new EventLine(event, 0).bytes());
      }
    }
  }

  /** The next events, each found to continue its chain. */
  private List<StoredEvent> next(int limit) {
    List<StoredEvent> page = journal.readAll(heads.last(), limit);
    for (StoredEvent event : page) {
      Optional<Text> objection = heads.objection(event);
      if (objection.isPresent()) {
        throw JournalFault.damagedAt(event.position(), objection.get());
      }
      heads.add(event);
    }
    return page;
  }
}
