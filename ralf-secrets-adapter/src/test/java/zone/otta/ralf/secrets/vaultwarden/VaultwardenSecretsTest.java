package zone.otta.ralf.secrets.vaultwarden;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.testkit.secrets.KeepingSecretSourceContract;

/** The contract, over the emulated server. */
class VaultwardenSecretsTest extends KeepingSecretSourceContract {
  private final VaultStage stage = new VaultStage();
  private final Map<SecretReference, String> items = new HashMap<>();
  private Optional<Late> late = Optional.empty();

  @AfterEach
  void end() {
    stage.close();
  }

  /** The vault is fetched once; so what a rule puts must be there before its source looks. */
  @Override
  protected SecretSource open() {
    late = Optional.of(new Late(stage));
    return late.get();
  }

  @Override
  protected SecretSource reopen() {
    return new Late(stage);
  }

  @Override
  protected SecretReference reference(int number) {
    return new SecretReference("vaultwarden://homelab/secret%20" + number);
  }

  @Override
  protected void put(SecretReference reference, String value) {
    Optional.ofNullable(items.remove(reference)).ifPresent(stage.owner().store()::remove);
    String name = reference.text().replace("vaultwarden://", "").replace("%20", " ");
    items.put(reference, stage.owner().login(name, value));
    late.ifPresent(Late::lookAgain);
  }
}
