package zone.otta.ralf.testkit.journal;

class MemoryRunRecordsTest extends RunRecordsContract {
  @Override
  protected Store open() {
    var journal = new MemoryJournal();
    return new Store(journal, new MemoryRunRecords(journal));
  }
}
