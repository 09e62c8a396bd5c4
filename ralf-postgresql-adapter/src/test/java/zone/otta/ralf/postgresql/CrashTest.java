package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal.Append;
import zone.otta.ralf.port.PortException;

/**
 * Immediate stops under load: no acknowledged event is lost, and appends that are tried again make
 * no doubles. {@code -Dralf.crash.rounds=50} for the long one. A stop of the server, not of the
 * machine.
 */
class CrashTest {
  private static final int ROUNDS = Integer.getInteger("ralf.crash.rounds", 4);
  private static final int WRITERS = 4;
  private static final int BETWEEN = 100;

  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger found = new AtomicInteger();

  @Test
  void what_was_acknowledged_is_there_once_after_every_crash() throws Exception {
    assumeTrue(MemoryStage.missing().isEmpty(), () -> MemoryStage.missing().orElseThrow());
    try (MemoryStage stage = MemoryStage.start();
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS)) {
      PostgresAccess access = stage.fresh().withLimit(Duration.ofSeconds(30));
      try (PostgresMemory memory = PostgresMemory.open(access)) {
        List<Future<Integer>> writers = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
          StreamName stream = StreamName.run(w);
          writers.add(pool.submit(() -> write(memory, stream)));
        }
        for (int round = 0; round < ROUNDS; round++) {
          awaitLoad(writers);
          stage.server().crash();
          stage.server().startAgain();
        }
        awaitLoad(writers);
        stopped.set(true);
        for (int w = 0; w < WRITERS; w++) {
          int count = writers.get(w).get();
          assertThat(memory.journal().readStream(StreamName.run(w), 0, Integer.MAX_VALUE))
              .extracting(e -> e.event().occurredUs())
              .isEqualTo(LongStream.range(0, count).boxed().toList());
        }
        assertThat(memory.journal().readAll(0, Integer.MAX_VALUE)).hasSize(acknowledged.get());
        assertThat(memory.journal().verify()).isEmpty();
        System.out.printf(
            "crash: %d immediate stops, %d events acknowledged, %d of them stored before their"
                + " answer was lost%n",
            ROUNDS, acknowledged.get(), found.get());
      }
    }
  }

  /** Until some more are acknowledged, so that each stop meets a server at work. */
  private void awaitLoad(List<Future<Integer>> writers) throws Exception {
    int enough = acknowledged.get() + BETWEEN;
    while (acknowledged.get() < enough) {
      for (Future<Integer> writer : writers) {
        if (writer.isDone()) {
          writer.get();
          throw new AssertionError("a writer ended");
        }
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private int write(PostgresMemory memory, StreamName stream) {
    int count = 0;
    while (!stopped.get()) {
      var event = new NewEvent(UUID.randomUUID(), "crashed", count, "{\"n\":" + count + "}");
      switch (append(memory, stream, count, event)) {
        case Append.Stored stored -> {}
        case Append.AlreadyStored stored -> found.incrementAndGet();
        case Append.Conflict conflict -> throw new AssertionError(stream + " " + conflict);
      }
      count++;
      acknowledged.incrementAndGet();
    }
    return count;
  }

  private static Append append(
      PostgresMemory memory, StreamName stream, int count, NewEvent event) {
    while (true) {
      try {
        return memory.journal().append(stream, count, List.of(event));
      } catch (PortException e) {
        if (!List.of("RALF-J020", "RALF-J021").contains(e.code().id())) {
          throw e;
        }
      }
    }
  }
}
