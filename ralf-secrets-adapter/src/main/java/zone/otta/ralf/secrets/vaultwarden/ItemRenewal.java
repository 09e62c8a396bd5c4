package zone.otta.ralf.secrets.vaultwarden;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.RandomSecret;
import zone.otta.ralf.secrets.SecretComplaints;
import zone.otta.ralf.secrets.vaultwarden.VaultItem.ItemKey;
import zone.otta.ralf.secrets.vaultwarden.VaultReference.Field;
import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened;

/**
 * Another password for a login that is there. In the same call the present one becomes a hidden
 * field of the item, {@value #FORMER}, until it is given up: the item holds both or only the old.
 * The server refuses a change of an item that somebody else changed meanwhile.
 */
final class ItemRenewal {
  static final String FORMER = "RALF former password";
  private final OpenedVault vault;
  private final VaultReference wanted;
  private final SecureRandom random = new SecureRandom();

  ItemRenewal(OpenedVault vault, VaultReference wanted) {
    this.vault = vault;
    this.wanted = wanted;
  }

  static boolean applies(VaultReference reference) {
    return reference.field() == Field.Fixed.PASSWORD;
  }

  void requireRenewable() {
    if (!applies(wanted)) {
      throw SecretComplaints.notServed(
          wanted.reference(),
          Text.of(
              "RALF renews the password of a login, no other part",
              "RALF erneuert das Passwort eines Logins, keinen anderen Teil"),
          Text.of("keep it as #password", "es als #password aufbewahren"));
    }
  }

  /**
   * @throws PortException CONFLICT if one is kept already, REFUSED if the server takes no change,
   *     UNREACHABLE if nobody knows whether it did
   */
  void renew() {
    vault.refresh();
    VaultItem item = item();
    if (former(item).isPresent()) {
      throw SecretComplaints.renewedAlready(wanted.reference());
    }
    char[] value = RandomSecret.make(random);
    try (Secret secret = new Secret(value);
        Secret present = vault.value(item, wanted)) {
      send(item, changed(item).withPassword(secret).withHidden(FORMER, present));
      requireThere(secret);
    } finally {
      Arrays.fill(value, '\0');
    }
  }

  /** Reads back. */
  private void requireThere(Secret secret) {
    vault.refresh();
    try (Secret there = vault.value(item(), wanted)) {
      if (!there.equals(secret)) {
        throw VaultComplaints.unknownOutcome(wanted.reference());
      }
    }
  }

  /** The caller closes it. */
  Optional<Secret> former() {
    return vault.find(wanted).flatMap(this::former);
  }

  private Optional<Secret> former(VaultItem item) {
    try (ItemKey key = item.key(vault.keys())) {
      List<Members> kept = ChangedItem.named(item, key, FORMER);
      Optional<String> sealed = kept.stream().findFirst().flatMap(f -> f.text("value"));
      return sealed.isEmpty() ? Optional.empty() : Optional.of(key.open(sealed.get()));
    } catch (Unopened e) {
      throw VaultComplaints.unopened(wanted.reference(), e.why());
    }
  }

  void forget() {
    vault.refresh();
    VaultItem item = item();
    if (former(item).isEmpty()) {
      return;
    }
    send(item, changed(item).without(FORMER));
    vault.refresh();
    if (former().isPresent()) {
      throw VaultComplaints.unknownOutcome(wanted.reference());
    }
  }

  private VaultItem item() {
    return vault.find(wanted).orElseThrow(() -> SecretComplaints.noFormer(wanted.reference()));
  }

  private ChangedItem changed(VaultItem item) {
    return new ChangedItem(item, wanted, vault, random);
  }

  private void send(VaultItem item, ChangedItem changed) {
    vault.change(wanted.reference(), () -> vault.put("/api/ciphers/" + item.id(), changed.body()));
  }
}
