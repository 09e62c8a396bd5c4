package zone.otta.ralf.sample;

import java.time.InstantSource;
import zone.otta.ralf.testkit.journal.MemoryJournal;
import zone.otta.ralf.testkit.journal.MemoryLeases;
import zone.otta.ralf.testkit.journal.MemoryMetadata;

/** On the fakes of the test kit: no server, milliseconds. */
class ChronicleTest extends ChronicleContract {
  @Override
  Memory open() {
    return new Memory(
        new MemoryJournal(), new MemoryMetadata(), new MemoryLeases(InstantSource.system()));
  }
}
