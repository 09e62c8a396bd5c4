package zone.otta.ralf.postgresql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.port.Archived;
import zone.otta.ralf.port.PortException;

/**
 * A whole memory as one file, made and read over the ordinary connection of an ordinary login: no
 * tools of the server are needed, and its major version does not matter. Lines of JSON: all events
 * with their exact bytes and between them where pasts of journals and anchors were taken, then
 * snapshots, metadata, plans, decisions, results of steps, fences of leases, the anchor, and the
 * sum over all of it.
 *
 * <p>What is restored is another memory (another store id) with the same history: positions,
 * versions, ids, bytes, hashes, revisions of metadata and fences are as they were, and so are the
 * records of hand-overs and of anchors, each recomputed: a journal that was handed over to the
 * former memory finds its past in the restored one. One more anchor is taken at its end. Who
 * restored stands as the events' writer and the time of the restore as the time they were recorded;
 * the former ones stay in the archive. Nobody holds a lease. Archives of the first form have no
 * records of hand-overs and anchors.
 *
 * <p>Throws {@link PortException} as {@link PostgresMemory} does, and with {@code RALF-J040} (the
 * file cannot be used), {@code RALF-J041} (the archive is damaged), {@code RALF-J042} (the memory
 * to restore into is not empty), {@code RALF-J043} (the archive contradicts the anchor).
 */
public final class MemoryArchive {
  private MemoryArchive() {}

  /**
   * Writes one state of the memory, recomputing every chain on the way. The file is new, mode 0600,
   * and appears whole or not at all.
   */
  public static Archived write(PostgresMemory memory, Path file) {
    ArchiveFile.requireNew(file);
    Links links = memory.links();
    UUID store = links.identity().store();
    return links.reading(link -> new ArchiveSource(links, link.jdbc()).into(file, store));
  }

  /** Whether a file begins as an archive does; false if it cannot be read. */
  public static boolean is(Path file) {
    return ArchiveFile.begins(file);
  }

  /**
   * Recomputes all chains of the archive; asks nobody.
   *
   * @param kept an anchor of the memory's past that was kept elsewhere, to compare with
   */
  public static Archived check(Path file, Optional<Anchor> kept) {
    ArchiveCheck check = new ArchiveCheck(file, kept);
    try {
      return check.contents(ArchiveFile.read(file, check));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Whether the memory holds this archive already and nothing else; false if it is empty. Changes
   * nothing.
   *
   * @throws PortException {@code RALF-J042} if it holds anything else
   */
  public static boolean isIn(PostgresMemory memory, Archived archived) {
    Links links = memory.links();
    return links.reading(link -> new ArchiveTarget(links.access(), link).holds(archived));
  }

  /**
   * What was restored.
   *
   * @param now whether this call did it; else it was there already
   */
  public record Restored(Archived archived, boolean now) {}

  /**
   * Checks the archive, then restores it into an empty memory in one transaction, in which the
   * server recomputes every hash; then recomputes all of it here once more. The same archive a
   * second time finds itself there and changes nothing.
   *
   * @param kept as for {@link #check}
   */
  public static Restored restore(Path file, PostgresMemory memory, Optional<Anchor> kept) {
    Archived archived = check(file, kept);
    Links links = memory.links();
    if (!archived.pasts().isEmpty()) {
      ImportSql.identity(links);
    }
    if (archived.records() > 0) {
      links.require(PostgresRunRecords.SCHEMA);
    }
    boolean now;
    try {
      now =
          links.call(true, link -> new ArchiveTarget(links.access(), link).restore(file, archived));
    } catch (SqlRefusal refusal) {
      Text words = Text.same(refusal.state() + " " + refusal.words());
      throw refusal.badContent()
          ? ArchiveFault.damaged(file, 1, words)
          : MemoryFault.refused(links.access(), words);
    }
    memory
        .journal()
        .verify()
        .or(() -> memory.anchors().differs(archived.anchor()))
        .ifPresent(
            o -> {
              throw MemoryFault.damaged(links.access(), o);
            });
    return new Restored(archived, now);
  }
}
