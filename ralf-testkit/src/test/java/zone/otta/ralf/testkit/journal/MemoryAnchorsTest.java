package zone.otta.ralf.testkit.journal;

import zone.otta.ralf.port.Anchors;

class MemoryAnchorsTest extends AnchorsContract {
  @Override
  protected Store open() {
    var journal = new MemoryJournal();
    return new Store(journal, Anchors.over(journal));
  }
}
