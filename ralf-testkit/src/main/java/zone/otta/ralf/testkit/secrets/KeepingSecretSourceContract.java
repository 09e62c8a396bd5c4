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
import zone.otta.ralf.site.SecretReference;

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

  private String former(SecretReference reference) {
    return source.useFormer(reference, s -> new String(s.reveal()));
  }

  @Test
  void se12_a_renewed_secret_is_another_and_the_one_before_stays_until_it_is_given_up()
      throws Exception {
    put(reference(1), VALUE);
    put(reference(2), "another-" + VALUE);
    source.requireRenewable(reference(1));
    assertThat(source.renewed(reference(1))).isFalse();
    source.renew(reference(1));
    String made = text(reference(1));
    assertThat(made).matches("[A-Za-z][A-Za-z0-9]{31}");
    source = reopen();
    assertThat(text(reference(1))).isEqualTo(made);
    assertThat(source.renewed(reference(1))).isTrue();
    assertThat(former(reference(1))).isEqualTo(VALUE);
    source.forget(reference(1));
    source.forget(reference(1));
    assertThat(source.renewed(reference(1))).isFalse();
    source = reopen();
    assertThat(source.renewed(reference(1))).isFalse();
    assertThat(fault(() -> source.useFormer(reference(1), s -> s))).isEqualTo(Fault.REFUSED);
    assertThat(text(reference(1))).isEqualTo(made);
    assertThat(text(reference(2))).isEqualTo("another-" + VALUE);
    assertThat(source.renewed(reference(2))).isFalse();
  }

  @Test
  void se13_what_was_renewed_is_not_renewed_again_before_the_one_before_is_given_up()
      throws Exception {
    put(reference(1), VALUE);
    source.renew(reference(1));
    String made = text(reference(1));
    assertThat(fault(() -> source.renew(reference(1)))).isEqualTo(Fault.CONFLICT);
    assertThat(text(reference(1))).isEqualTo(made);
    assertThat(former(reference(1))).isEqualTo(VALUE);
    source.forget(reference(1));
    source.renew(reference(1));
    assertThat(former(reference(1))).isEqualTo(made);
  }

  @Test
  void se14_what_is_absent_or_unusable_is_not_renewed() throws Exception {
    put(reference(2), "short");
    for (int i = 1; i <= 2; i++) {
      SecretReference reference = reference(i);
      assertThat(fault(() -> source.requireRenewable(reference))).isEqualTo(Fault.REFUSED);
      assertThat(fault(() -> source.renew(reference))).isEqualTo(Fault.REFUSED);
      assertThat(source.renewed(reference)).isFalse();
    }
    assertThat(source.present(reference(1))).isFalse();
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
