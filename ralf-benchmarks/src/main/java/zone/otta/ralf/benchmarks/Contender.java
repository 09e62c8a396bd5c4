package zone.otta.ralf.benchmarks;

import java.sql.SQLException;

/** One way to store events. */
interface Contender extends AutoCloseable {
  String name();

  /** Stores events for so long; returns how many. */
  long run(long nanos) throws Exception;

  @Override
  void close() throws SQLException;
}
