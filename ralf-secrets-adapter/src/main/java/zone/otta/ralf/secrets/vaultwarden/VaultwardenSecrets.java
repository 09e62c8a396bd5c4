package zone.otta.ralf.secrets.vaultwarden;

import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.secrets.SecretComplaints;
import zone.otta.ralf.secrets.UsableSecret;
import zone.otta.ralf.secrets.vaultwarden.VaultReference.Field;
import zone.otta.ralf.site.SecretReference;

/**
 * {@code vaultwarden://...}. Logs in and fetches the vault at the first use, once for its whole
 * life; so does a refusal: a wrong password is offered once, not once for each secret. What was
 * opened stays in memory until {@link #close}.
 */
public final class VaultwardenSecrets implements SecretSource, AutoCloseable {
  private final VaultSettings settings;
  private final VaultConnection connection;
  private Optional<OpenedVault> vault = Optional.empty();
  private Optional<PortException> failure = Optional.empty();

  /** Contacts nobody yet. */
  public VaultwardenSecrets(VaultSettings settings) {
    this.settings = settings;
    this.connection = new VaultConnection(settings);
  }

  @Override
  public synchronized boolean present(SecretReference reference) {
    VaultReference wanted = VaultReference.of(reference);
    return vault().find(wanted).isPresent() && use(reference, secret -> true);
  }

  @Override
  public <T> T use(SecretReference reference, Function<Secret, T> callback) {
    VaultReference wanted = VaultReference.of(reference);
    char[] value = value(wanted);
    return wanted.field() == Field.Fixed.SSH_PRIVATE
        ? UsableSecret.useLines(reference, value, callback)
        : UsableSecret.use(reference, value, callback);
  }

  private synchronized char[] value(VaultReference wanted) {
    OpenedVault opened = vault();
    VaultItem item = opened.find(wanted).orElseThrow(() -> missing(wanted.reference()));
    try (Secret value = opened.value(item, wanted)) {
      return value.reveal();
    }
  }

  @Override
  public synchronized void create(SecretReference reference) {
    new ItemCreation(vault(), VaultReference.of(reference)).create();
  }

  @Override
  public synchronized void requireRenewable(SecretReference reference) {
    renewal(reference).requireRenewable();
    if (!present(reference)) {
      throw missing(reference);
    }
  }

  @Override
  public synchronized void renew(SecretReference reference) {
    requireRenewable(reference);
    renewal(reference).renew();
  }

  @Override
  public synchronized boolean renewed(SecretReference reference) {
    return ItemRenewal.applies(VaultReference.of(reference))
        && renewal(reference).former().isPresent();
  }

  @Override
  public <T> T useFormer(SecretReference reference, Function<Secret, T> callback) {
    char[] value = former(reference);
    return UsableSecret.use(reference, value, callback);
  }

  private synchronized char[] former(SecretReference reference) {
    try (Secret former =
        renewal(reference).former().orElseThrow(() -> SecretComplaints.noFormer(reference))) {
      return former.reveal();
    }
  }

  @Override
  public synchronized void forget(SecretReference reference) {
    renewal(reference).forget();
  }

  private ItemRenewal renewal(SecretReference reference) {
    return new ItemRenewal(vault(), VaultReference.of(reference));
  }

  private OpenedVault vault() {
    if (failure.isPresent()) {
      throw failure.get();
    }
    if (vault.isEmpty()) {
      try {
        vault = Optional.of(OpenedVault.open(settings, connection));
      } catch (PortException e) {
        failure = Optional.of(e);
        throw e;
      }
    }
    return vault.get();
  }

  private static PortException missing(SecretReference reference) {
    return SecretComplaints.missing(
        reference,
        Text.of(
            "make the item in the vault; names are compared exactly, and what was not shared with this account is not seen",
            "den Eintrag im Tresor anlegen; Namen werden genau verglichen, und was mit diesem Konto nicht geteilt ist, sieht es nicht"));
  }

  @Override
  public synchronized void close() {
    vault.ifPresent(OpenedVault::close);
    vault = Optional.empty();
    connection.close();
  }

  @Override
  public String toString() {
    return "VaultwardenSecrets[" + settings.url() + "]";
  }
}
