package zone.otta.ralf.cli.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundTest {
  @Test
  void whatIsAskedForSeveralTimesBeforeItBeginsIsDoneOnce() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var done = new AtomicInteger();
    try (Background background = new Background("test")) {
      background.later(
          Duration.ZERO,
          () -> {
            begun.countDown();
            awaited(goOn);
          });
      begun.await();
      for (int i = 0; i < 5; i++) {
        background.soon(done::incrementAndGet);
      }
      goOn.countDown();
    }
    assertThat(done).hasValue(1);
  }

  @Test
  void closedItAwaitsWhatIsBeingDoneAndForgetsWhatIsNotDue() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var closing = new CountDownLatch(1);
    var done = new AtomicInteger();
    try (Background background = new Background("test")) {
      background.later(Duration.ofDays(1), () -> done.addAndGet(100));
      background.soon(
          () -> {
            begun.countDown();
            awaited(closing);
            done.incrementAndGet();
            background.later(Duration.ofDays(1), () -> done.addAndGet(100));
          });
      begun.await();
      closing.countDown();
    }
    assertThat(done).hasValue(1);
  }

  @Test
  void whatNobodyForesawIsThrownWhenItIsClosed() throws InterruptedException {
    var again = new CountDownLatch(3);
    Background background = new Background("test");
    background.every(
        Duration.ofMillis(1),
        () -> {
          again.countDown();
          throw new IllegalStateException("unforeseen " + again.getCount());
        });
    again.await();
    assertThatThrownBy(background::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("unforeseen 2");
  }

  @Test
  void unusedItHasNothingToClose() {
    new Background("test").close();
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
