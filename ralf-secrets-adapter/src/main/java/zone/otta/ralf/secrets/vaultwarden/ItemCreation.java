package zone.otta.ralf.secrets.vaultwarden;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.RandomSecret;
import zone.otta.ralf.secrets.SecretComplaints;
import zone.otta.ralf.secrets.vaultwarden.VaultReference.Field;
import zone.otta.ralf.site.SecretReference;

/**
 * Puts a new random secret into the vault. The server takes any number of items of one name and
 * knows no condition; so the vault is looked at before and after. Of several that create at once,
 * the item the server made first stays, and the others take theirs back into the bin.
 */
final class ItemCreation {
  private final OpenedVault vault;
  private final VaultReference wanted;
  private final SecureRandom random = new SecureRandom();

  ItemCreation(OpenedVault vault, VaultReference wanted) {
    this.vault = vault;
    this.wanted = wanted;
  }

  /**
   * @throws PortException CONFLICT if there is one already, REFUSED if the vault takes none there,
   *     UNREACHABLE if nobody knows whether it was taken
   */
  void create() {
    requireNameable();
    vault.refresh();
    if (vault.find(wanted).isPresent()) {
      throw SecretComplaints.exists(wanted.reference());
    }
    NewItem.Place place = place();
    char[] value = RandomSecret.make(random);
    try (Secret secret = new Secret(value)) {
      send(place, secret);
      vault.refresh();
      settle(secret);
    } finally {
      Arrays.fill(value, '\0');
    }
  }

  private SecretReference reference() {
    return wanted.reference();
  }

  private void requireNameable() {
    boolean makeable =
        wanted.field() == Field.Fixed.PASSWORD || wanted.field() instanceof Field.Custom;
    if (wanted.uuid().isPresent() || !makeable) {
      throw SecretComplaints.notServed(
          reference(),
          Text.of(
              "RALF makes logins with a password or a field, by name",
              "RALF legt Logins mit Passwort oder Feld an, mit Namen"),
          Text.of(
              "name the item by a name, and #password or #field:NAME",
              "den Eintrag mit Namen nennen, dazu #password oder #field:NAME"));
    }
  }

  private NewItem.Place place() {
    Optional<String> folder = wanted.folder().map(f -> one(vault.contents().foldersNamed(f)));
    if (wanted.collection().isEmpty() && wanted.organisation().isEmpty()) {
      return new NewItem.Place(folder, Optional.empty(), Optional.empty());
    }
    String collection =
        one(
            wanted
                .collection()
                .map(c -> vault.contents().collectionsNamed(c, wanted.organisation()))
                .orElse(List.of()));
    return new NewItem.Place(
        folder, Optional.of(vault.contents().ownerOf(collection)), Optional.of(collection));
  }

  /** The place must be there, and only once. */
  private String one(List<String> ids) {
    if (ids.size() != 1) {
      throw VaultComplaints.noPlace(reference(), ids.size());
    }
    return ids.get(0);
  }

  private void send(NewItem.Place place, Secret secret) {
    vault.change(reference(), () -> new NewItem(vault, wanted, random).send(place, secret));
  }

  /** Reads back: ours is there, and either alone or the first. */
  private void settle(Secret secret) {
    List<VaultItem> all = vault.contents().matching(wanted);
    VaultItem ours =
        all.stream()
            .filter(item -> holds(item, secret))
            .findFirst()
            .orElseThrow(() -> VaultComplaints.unknownOutcome(reference()));
    VaultItem first =
        all.stream()
            .min(Comparator.comparing(VaultItem::created).thenComparing(VaultItem::id))
            .orElse(ours);
    if (!first.id().equals(ours.id())) {
      vault.discard(ours);
      throw SecretComplaints.exists(reference());
    }
  }

  private boolean holds(VaultItem item, Secret secret) {
    try (Secret there = vault.value(item, wanted)) {
      return there.equals(secret);
    } catch (PortException e) {
      return false;
    }
  }
}
