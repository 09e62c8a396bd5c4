package zone.otta.ralf.postgresql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.port.PortException;

/**
 * A whole memory as one file, made and read over the ordinary connection of an ordinary login: no
 * tools of the server are needed, and its major version does not matter. Lines of JSON: all events
 * with their exact bytes, then snapshots, metadata, fences of leases, the anchor, and the sum over
 * all of it.
 *
 * <p>What is restored is another memory (another store id) with the same history: positions,
 * versions, ids, bytes, hashes, revisions of metadata and fences are as they were. Who restored
 * stands as the events' writer and the time of the restore as the time they were recorded; the
 * former ones stay in the archive. Nobody holds a lease. The records of hand-overs and of anchors
 * that were taken are not in it.
 *
 * <p>Throws {@link PortException} as {@link PostgresMemory} does, and with {@code RALF-J040} (the
 * file cannot be used), {@code RALF-J041} (the archive is damaged), {@code RALF-J042} (the memory
 * to restore into is not empty), {@code RALF-J043} (the archive contradicts the anchor).
 */
public final class MemoryArchive {
  private MemoryArchive() {}

  /**
   * What an archive holds.
   *
   * @param store the memory it was made of
   * @param anchor where its streams end
   * @param sum over its bytes but the last line
   */
  public record Contents(UUID store, Anchor anchor, long snapshots, long values, Sha256 sum) {}

  /**
   * Writes one state of the memory, recomputing every chain on the way. The file is new, mode 0600,
   * and appears whole or not at all.
   */
  public static Contents write(PostgresMemory memory, Path file) {
    Links links = memory.links();
    UUID store = links.identity().store();
    return links.reading(link -> new ArchiveSource(links, link.jdbc()).into(file, store));
  }

  /**
   * Recomputes all chains of the archive; asks nobody.
   *
   * @param kept an anchor of the memory's past that was kept elsewhere, to compare with
   */
  public static Contents check(Path file, Optional<Anchor> kept) {
    ArchiveCheck check = new ArchiveCheck(file, kept);
    try {
      return check.contents(ArchiveFile.read(file, check));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Checks the archive, then restores it into an empty memory in one transaction, in which the
   * server recomputes every hash; then recomputes all of it here once more. The same archive a
   * second time finds itself there and changes nothing.
   *
   * @param kept as for {@link #check}
   */
  public static Contents restore(Path file, PostgresMemory memory, Optional<Anchor> kept) {
    Contents contents = check(file, kept);
    Links links = memory.links();
    try {
      links.call(true, link -> new ArchiveTarget(links.access(), link).restore(file, contents));
    } catch (SqlRefusal refusal) {
      Text words = Text.same(refusal.state() + " " + refusal.words());
      throw refusal.badContent()
          ? ArchiveFault.damaged(file, 1, words)
          : MemoryFault.refused(links.access(), words);
    }
    memory
        .journal()
        .verify()
        .or(() -> memory.anchors().differs(contents.anchor()))
        .ifPresent(
            o -> {
              throw MemoryFault.damaged(links.access(), o);
            });
    return contents;
  }
}
