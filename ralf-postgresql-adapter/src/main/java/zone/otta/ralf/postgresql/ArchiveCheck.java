package zone.otta.ralf.postgresql;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Archived;

/** Looks at an archive's lines in their order, and recomputes all that can be. */
final class ArchiveCheck implements ArchiveFile.Look {
  private final Path file;
  private final Optional<Anchor> kept;
  private final ArchiveWalk walk = new ArchiveWalk();
  private Optional<Map<StreamName, Anchor.End>> then = Optional.empty();
  private Optional<ArchiveLine.Header> header = Optional.empty();
  private Optional<Anchor> anchor = Optional.empty();
  private long snapshots;
  private long values;
  private long records;

  /**
   * @param kept an anchor that was kept elsewhere
   */
  ArchiveCheck(Path file, Optional<Anchor> kept) {
    this.file = file;
    this.kept = kept;
    rememberThen();
  }

  @Override
  public void at(long number, ArchiveLine line) {
    if (line instanceof ArchiveLine.SecondForm && header.orElseThrow().form() < 2) {
      reject(number, Text.of("not a line of this form", "keine Zeile dieser Form"));
    }
    switch (line) {
      case ArchiveLine.Header first -> header = Optional.of(first);
      case ArchiveLine.Past past -> walk.objection(past.batch()).ifPresent(o -> reject(number, o));
      case ArchiveLine.Anchored anchored ->
          walk.objection(anchored).ifPresent(o -> reject(number, o));
      case ArchiveLine.Planned plan -> records++;
      case ArchiveLine.Decided decision -> records++;
      case ArchiveLine.Stepped step -> records++;
      case ArchiveLine.Stored stored -> {
        walk.objection(stored.event()).ifPresent(o -> reject(number, o));
        rememberThen();
      }
      case ArchiveLine.Kept snapshot -> snapshots++;
      case ArchiveLine.Value value -> values++;
      case ArchiveLine.Fence fence -> {}
      case ArchiveLine.Heads heads -> {
        walk.objection().ifPresent(o -> reject(number, o));
        if (!walk.anchor().equals(heads.anchor())) {
          reject(number, Text.of("the streams end elsewhere", "die Ströme enden anderswo"));
        }
        anchor = Optional.of(heads.anchor());
      }
      case ArchiveLine.End end -> {}
    }
  }

  private void reject(long number, Text what) {
    throw ArchiveFault.damaged(file, number, what);
  }

  private void rememberThen() {
    if (kept.filter(k -> k.position() == walk.last()).isPresent()) {
      then = Optional.of(walk.ends());
    }
  }

  private UUID store() {
    return header.orElseThrow().store();
  }

  /** After the last line. */
  Archived contents(Sha256 sum) {
    Anchor whole =
        anchor
            .filter(a -> a.position() == header.orElseThrow().position())
            .orElseThrow(
                () ->
                    ArchiveFault.damaged(
                        file,
                        1,
                        Text.of(
                            "events or the anchor are missing",
                            "Ereignisse oder der Anker fehlen")));
    kept.flatMap(k -> k.objection(then.orElse(walk.ends()), walk.last()))
        .ifPresent(
            o -> {
              throw ArchiveFault.otherHistory(file, o);
            });
    return new Archived(
        store(), whole, walk.pasts(), walk.anchors(), snapshots, values, records, sum);
  }
}
