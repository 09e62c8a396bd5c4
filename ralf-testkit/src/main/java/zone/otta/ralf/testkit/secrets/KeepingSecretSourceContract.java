package zone.otta.ralf.testkit.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.SecretSource;

/** What a {@link SecretSource} that keeps new secrets must do besides. */
public abstract class KeepingSecretSourceContract extends SecretSourceContract {
  private static final int WRITERS = 8;

  @Override
  protected boolean creates() {
    return true;
  }

  @Test
  void se08_a_new_secret_has_32_safe_characters_and_stays() throws Exception {
    source.create(reference(1));
    String made = text(reference(1));
    assertThat(made).matches("[A-Za-z][A-Za-z0-9]{31}");
    source = reopen();
    assertThat(source.present(reference(1))).isTrue();
    assertThat(text(reference(1))).isEqualTo(made);
  }

  @Test
  void se09_no_two_new_secrets_are_equal() {
    source.create(reference(1));
    source.create(reference(2));
    assertThat(text(reference(1))).isNotEqualTo(text(reference(2)));
  }

  @Test
  void se10_an_existing_secret_is_never_replaced() throws Exception {
    put(reference(1), VALUE);
    put(reference(2), "short");
    assertThat(fault(() -> source.create(reference(1)))).isEqualTo(Fault.CONFLICT);
    assertThat(fault(() -> source.create(reference(2)))).isEqualTo(Fault.CONFLICT);
    assertThat(text(reference(1))).isEqualTo(VALUE);
  }

  @Test
  void se11_of_several_that_create_at_once_one_does() throws Exception {
    CountDownLatch together = new CountDownLatch(1);
    List<Future<Boolean>> tries = new ArrayList<>();
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (int i = 0; i < WRITERS; i++) {
        SecretSource own = reopen();
        tries.add(
            writers.submit(
                () -> {
                  together.await();
                  return created(own);
                }));
      }
      together.countDown();
    }
    int winners = 0;
    for (Future<Boolean> attempt : tries) {
      winners += attempt.get() ? 1 : 0;
    }
    assertThat(winners).isEqualTo(1);
    assertThat(text(reference(1))).hasSize(32);
  }

  private boolean created(SecretSource own) {
    try {
      own.create(reference(1));
      return true;
    } catch (PortException e) {
      assertThat(e.fault()).isEqualTo(Fault.CONFLICT);
      return false;
    }
  }
}
