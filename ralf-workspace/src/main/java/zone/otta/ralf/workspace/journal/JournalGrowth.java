package zone.otta.ralf.workspace.journal;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import zone.otta.ralf.diagnostics.Text;

/** What another process appends to a journal that is being read. */
final class JournalGrowth {
  private static final long SECOND_LOOK_NANOS = 20_000_000;
  private final JournalFile file;
  private final JournalScan scan;

  JournalGrowth(JournalFile file, JournalScan scan) {
    this.file = file;
    this.scan = scan;
  }

  /**
   * Takes whole appends into the scan's index.
   *
   * @throws zone.otta.ralf.port.PortException {@code RALF-J002} if they are damaged or what was
   *     read is gone, {@code RALF-J011} if nothing can come any more, since the file has lost its
   *     name
   */
  void look() {
    long before = scan.end();
    long size = file.size();
    if (size < before) {
      throw JournalFault.damaged(file.path(), shorter());
    }
    if (size > before) {
      further();
    }
    if (scan.end() == before && file.moved()) {
      throw JournalFault.moved(file.path());
    }
  }

  /**
   * Damage is believed at the second look: a writer that cuts off the unfinished end of a dead one
   * and goes on changes bytes while they are read.
   */
  private void further() {
    file.further(scan);
    if (scan.damage().isPresent()) {
      LockSupport.parkNanos(SECOND_LOOK_NANOS);
      file.further(scan);
    }
    Optional<Damage> damage = scan.damage();
    if (damage.isPresent()) {
      throw JournalFault.damaged(file.path(), damage.get());
    }
  }

  private Damage shorter() {
    return new Damage(
        scan.index().size(),
        scan.end(),
        Text.of("it is shorter than it was", "es ist kürzer, als es war"));
  }
}
