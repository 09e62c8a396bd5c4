package zone.otta.ralf.cli.render;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The line of the running step, with its seconds. Only on a terminal. */
final class LiveLine implements AutoCloseable {
  private static final long TICK_MS = 250;
  private final Output output;
  private final InstantSource clock;
  private final Optional<ScheduledExecutorService> ticker;
  private String text = "";
  private Instant since = Instant.EPOCH;
  private String limit = "";

  LiveLine(Output output, InstantSource clock) {
    this.output = output;
    this.clock = clock;
    this.ticker =
        output.style().live() && !output.json()
            ? Optional.of(
                Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().daemon().name("live line").unstarted(task)))
            : Optional.empty();
    ticker.ifPresent(
        t -> t.scheduleAtFixedRate(this::draw, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS));
  }

  synchronized void show(String line) {
    text = line;
    limit = "";
    since = clock.instant();
    draw();
  }

  synchronized void waiting(String atMost) {
    limit = atMost;
    draw();
  }

  synchronized void done() {
    text = "";
    output.settle();
  }

  private synchronized void draw() {
    if (!text.isEmpty()) {
      output.live(
          text + "  " + Durations.seconds(Duration.between(since, clock.instant())) + limit);
    }
  }

  @Override
  public void close() {
    done();
    ticker.ifPresent(ScheduledExecutorService::shutdownNow);
  }
}
