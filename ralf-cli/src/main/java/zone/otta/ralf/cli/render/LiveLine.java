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
  private String detail = "";

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
    detail = "";
    since = clock.instant();
    draw();
  }

  synchronized void waiting(String atMost) {
    limit = atMost;
    detail = "";
    draw();
  }

  /** What is being done just now; the step's own text leaves it half of the line. */
  synchronized void detail(String what) {
    detail = what;
    draw();
  }

  synchronized void done() {
    text = "";
    output.settle();
  }

  private synchronized void draw() {
    if (!text.isEmpty()) {
      String seconds = "  " + Durations.seconds(Duration.between(since, clock.instant()));
      output.live(
          detail.isEmpty()
              ? text + seconds + limit
              : DisplayWidth.fit(text, output.style().width() / 2) + seconds + "  " + detail);
    }
  }

  @Override
  public void close() {
    done();
    ticker.ifPresent(ScheduledExecutorService::shutdownNow);
  }
}
