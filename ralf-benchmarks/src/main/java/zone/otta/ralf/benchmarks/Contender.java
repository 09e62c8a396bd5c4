package zone.otta.ralf.benchmarks;

import java.sql.SQLException;

/** One way to store events. */
interface Contender extends AutoCloseable {
  String name();

  /** What is not measured; before each run. */
  default void prepare() {}

  /** Stores events for so long; returns how many. */
  long run(long nanos) throws Exception;

  @Override
  void close() throws SQLException;
}
