package zone.otta.ralf.testkit.journal;

import zone.otta.ralf.port.Metadata;

class MemoryMetadataTest extends MetadataContract {
  @Override
  protected Metadata open() {
    return new MemoryMetadata();
  }
}
