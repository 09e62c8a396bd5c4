package zone.otta.ralf.testkit.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.SecretReference;

/**
 * What every {@link SecretSource} must do, one test for each rule of
 * docs/contracts/secret-source.md. Extend it and say where the source keeps its values.
 */
public abstract class SecretSourceContract {
  static final String VALUE = "canary-Zt7!with \"signs\"";
  SecretSource source = new MemorySecrets();

  /** A source without any secret. */
  protected abstract SecretSource open() throws Exception;

  /** A source over the same secrets, as a later process would make it. */
  protected abstract SecretSource reopen() throws Exception;

  /** A reference of this source; the same for the same number. */
  protected abstract SecretReference reference(int number);

  /** Puts a value by another way than the source. */
  protected abstract void put(SecretReference reference, String value) throws Exception;

  /**
   * Makes an existing secret one that must not be used: by its value, if the source knows no
   * rights.
   */
  protected void spoil(SecretReference reference) throws Exception {
    put(reference, "short");
  }

  /**
   * Whether the source can keep a new secret; if so, extend {@link KeepingSecretSourceContract}.
   */
  protected boolean creates() {
    return false;
  }

  @BeforeEach
  void openSource() throws Exception {
    source = open();
  }

  @Test
  void se01_what_is_not_there_is_not_present_and_refused() {
    assertThat(source.present(reference(1))).isFalse();
    assertThat(refusal(reference(1)).fault()).isEqualTo(Fault.REFUSED);
  }

  @Test
  void se02_what_is_there_is_present_and_handed_out_as_it_is() throws Exception {
    put(reference(1), VALUE);
    assertThat(source.present(reference(1))).isTrue();
    assertThat(text(reference(1))).isEqualTo(VALUE);
    assertThat(source.present(reference(2))).isFalse();
  }

  @Test
  void se03_the_secret_is_overwritten_when_the_callback_ends() throws Exception {
    put(reference(1), VALUE);
    Secret kept = source.use(reference(1), secret -> secret);
    assertThat(kept.reveal()).containsOnly('\0');
    List<Secret> leaked = new ArrayList<>();
    assertThatThrownBy(
            () ->
                source.use(
                    reference(1),
                    secret -> {
                      leaked.add(secret);
                      throw new IllegalStateException("callback");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("callback");
    assertThat(leaked.get(0).reveal()).containsOnly('\0');
  }

  @Test
  void se04_an_unusable_value_is_refused_and_never_handed_out() throws Exception {
    int number = 10;
    for (String unusable :
        List.of("short77", "two lines\nof it", "Pässwörter", "tab\tinside", "bell\u0007inside")) {
      SecretReference reference = reference(number++);
      put(reference, unusable);
      assertThat(refusal(reference).fault()).isEqualTo(Fault.REFUSED);
      assertThatThrownBy(() -> source.present(reference)).isInstanceOf(PortException.class);
    }
  }

  @Test
  void se05_messages_name_the_reference_and_never_the_value() throws Exception {
    put(reference(1), "canary\u0001canary");
    PortException refusal = refusal(reference(1));
    String all =
        refusal + " " + refusal.what() + refusal.help() + refusal.getCause() + " " + source;
    assertThat(all).contains(reference(1).text()).doesNotContain("canary");
    assertThat(refusal(reference(2)).what().en()).contains(reference(2).text());
  }

  @Test
  void se06_a_secret_that_must_not_be_used_is_refused_not_absent() throws Exception {
    put(reference(1), VALUE);
    spoil(reference(1));
    assertThatThrownBy(() -> source.present(reference(1))).isInstanceOf(PortException.class);
    assertThat(refusal(reference(1)).what().en()).doesNotContain(VALUE);
  }

  @Test
  void se07_creating_keeps_a_secret_or_is_refused() {
    if (creates()) {
      source.create(reference(1));
      assertThat(text(reference(1))).hasSize(32);
    } else {
      assertThat(fault(() -> source.create(reference(1)))).isEqualTo(Fault.REFUSED);
      assertThat(source.present(reference(1))).isFalse();
    }
  }

  final String text(SecretReference reference) {
    return source.use(reference, secret -> new String(secret.reveal()));
  }

  private PortException refusal(SecretReference reference) {
    List<Secret> handedOut = new ArrayList<>();
    PortException refusal =
        catchThrowableOfType(PortException.class, () -> source.use(reference, handedOut::add));
    assertThat(refusal).isNotNull();
    assertThat(handedOut).isEmpty();
    return refusal;
  }

  static Fault fault(Runnable call) {
    PortException thrown = catchThrowableOfType(PortException.class, call::run);
    assertThat(thrown).isNotNull();
    return thrown.fault();
  }
}
