package zone.otta.ralf.benchmarks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several at once, a thread each. */
final class Crowd implements Contender {
  private final String name;
  private final List<? extends Contender> members;
  private final ExecutorService threads;

  Crowd(String name, List<? extends Contender> members) {
    this.name = name;
    this.members = List.copyOf(members);
    this.threads =
        Executors.newFixedThreadPool(
            members.size(), task -> Thread.ofPlatform().daemon().unstarted(task));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long run(long nanos) throws Exception {
    List<Future<Long>> running = new ArrayList<>();
    for (Contender member : members) {
      running.add(threads.submit(() -> member.run(nanos)));
    }
    long stored = 0;
    for (Future<Long> one : running) {
      stored += one.get();
    }
    return stored;
  }

  @Override
  public void close() throws SQLException {
    threads.shutdownNow();
    for (Contender member : members) {
      member.close();
    }
  }
}
