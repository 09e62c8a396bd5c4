package zone.otta.ralf.secrets.env;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.testkit.secrets.SecretSourceContract;

class EnvironmentSecretsTest extends SecretSourceContract {
  private final Map<String, String> environment = new HashMap<>();

  @Override
  protected SecretSource open() {
    return new EnvironmentSecrets(environment);
  }

  @Override
  protected SecretSource reopen() {
    return new EnvironmentSecrets(environment);
  }

  @Override
  protected SecretReference reference(int number) {
    return SecretReference.env("RALF_TEST_" + number);
  }

  @Override
  protected void put(SecretReference reference, String value) {
    environment.put(reference.locator(), value);
  }

  @Test
  void an_empty_variable_is_none() {
    environment.put("RALF_TEST_1", "");
    assertThat(open().present(reference(1))).isFalse();
  }
}
