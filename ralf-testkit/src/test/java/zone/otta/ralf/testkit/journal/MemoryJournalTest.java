package zone.otta.ralf.testkit.journal;

import zone.otta.ralf.port.Journal;

class MemoryJournalTest extends JournalContract {
  @Override
  protected Journal open() {
    return new MemoryJournal();
  }
}
