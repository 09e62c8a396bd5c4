package zone.otta.ralf.testkit.secrets;

import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.SecretReference;

/** The kit over secrets in memory, right or wrong. */
class MemorySecretsKit extends KeepingSecretSourceContract {
  private final MemorySecrets secrets;

  MemorySecretsKit(MemorySecrets secrets) {
    this.secrets = secrets;
  }

  @Override
  protected SecretSource open() {
    return secrets;
  }

  @Override
  protected SecretSource reopen() {
    return secrets;
  }

  @Override
  protected SecretReference reference(int number) {
    return SecretReference.env("RALF_" + number);
  }

  @Override
  protected void put(SecretReference reference, String value) {
    secrets.with(reference, value);
  }

  @Override
  protected void spoil(SecretReference reference) {
    secrets.spoil(reference);
  }
}
