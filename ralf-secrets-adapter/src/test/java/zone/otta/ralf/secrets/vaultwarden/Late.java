package zone.otta.ralf.secrets.vaultwarden;

import java.util.function.Function;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.SecretReference;

/** A source that looks again after somebody put something in; a run looks once. */
final class Late implements SecretSource {
  private final VaultStage stage;
  private VaultwardenSecrets source;

  Late(VaultStage stage) {
    this.stage = stage;
    this.source = stage.client();
    stage.server().allowLogins(Integer.MAX_VALUE);
  }

  void lookAgain() {
    source = stage.client();
  }

  @Override
  public boolean present(SecretReference reference) {
    return source.present(reference);
  }

  @Override
  public <T> T use(SecretReference reference, Function<Secret, T> callback) {
    return source.use(reference, callback);
  }

  @Override
  public void create(SecretReference reference) {
    source.create(reference);
  }

  @Override
  public void requireRenewable(SecretReference reference) {
    source.requireRenewable(reference);
  }

  @Override
  public void renew(SecretReference reference) {
    source.renew(reference);
  }

  @Override
  public boolean renewed(SecretReference reference) {
    return source.renewed(reference);
  }

  @Override
  public <T> T useFormer(SecretReference reference, Function<Secret, T> callback) {
    return source.useFormer(reference, callback);
  }

  @Override
  public void forget(SecretReference reference) {
    source.forget(reference);
  }

  @Override
  public String toString() {
    return source.toString();
  }
}
