package zone.otta.ralf.sample;

import org.junit.jupiter.api.extension.ExtendWith;
import zone.otta.ralf.postgresql.MemoryServer;
import zone.otta.ralf.postgresql.PostgresMemory;

/** On a real PostgreSQL with RALF's roles and schema. */
@ExtendWith(MemoryServer.class)
class ChronicleOnPostgresTest extends ChronicleContract {
  @Override
  Memory open() throws Exception {
    PostgresMemory memory = PostgresMemory.open(MemoryServer.stage().fresh());
    return new Memory(memory.journal(), memory.metadata(), memory.leases());
  }
}
