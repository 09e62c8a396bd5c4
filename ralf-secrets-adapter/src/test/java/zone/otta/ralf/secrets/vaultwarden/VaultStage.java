package zone.otta.ralf.secrets.vaultwarden;

import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import zone.otta.ralf.http.Fingerprint;
import zone.otta.ralf.http.TrustedServer;
import zone.otta.ralf.lab.vault.Derivation;
import zone.otta.ralf.lab.vault.EmulatedVaultwarden;
import zone.otta.ralf.lab.vault.VaultAccount;
import zone.otta.ralf.lab.vault.VaultOwner;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.site.SecretReference;

/** An emulated server, its owner, and clients as RALF makes them. */
final class VaultStage implements AutoCloseable {
  static final String MASTER = "Master-canäry 1 ";
  static final String DEVICE = "0c0ffee0-1111-4222-8333-444455556666";
  private static final String EMAIL = "ralf@homelab.test";
  private static final Derivation FEWEST = Derivation.pbkdf2(5_000);
  private static final KeyPair KEYS = VaultAccount.newKeys();
  private final VaultOwner owner;
  private final EmulatedVaultwarden server;
  private final List<VaultwardenSecrets> opened = new ArrayList<>();

  VaultStage() {
    this(VaultOwner.of(VaultAccount.register(EMAIL, MASTER, FEWEST, KEYS)));
  }

  VaultStage(VaultOwner owner) {
    try {
      this.owner = owner;
      this.server =
          new EmulatedVaultwarden(
              owner.store(), InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  VaultOwner owner() {
    return owner;
  }

  EmulatedVaultwarden server() {
    return server;
  }

  /** By API key. */
  VaultSettings settings() {
    return settings(key(owner.account().clientId(), owner.account().clientSecret()), MASTER);
  }

  static VaultAccess key(String clientId, String secret) {
    return new VaultAccess.ApiKey(clientId, () -> new Secret(secret.toCharArray()));
  }

  VaultSettings settings(VaultAccess access, String master) {
    return settings(
        access, master, () -> TrustedServer.pinned(Fingerprint.parse(server.fingerprint()).get()));
  }

  VaultSettings settings(VaultAccess access, String master, Supplier<TrustedServer> trust) {
    return VaultSettings.of(
            server.url(), access, () -> new Secret(master.toCharArray()), trust, () -> DEVICE, true)
        .within(Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  VaultwardenSecrets client() {
    return client(settings());
  }

  VaultwardenSecrets client(VaultSettings settings) {
    VaultwardenSecrets client = new VaultwardenSecrets(settings);
    opened.add(client);
    return client;
  }

  static String text(VaultwardenSecrets client, String reference) {
    return client.use(new SecretReference(reference), secret -> new String(secret.reveal()));
  }

  @Override
  public void close() {
    opened.forEach(VaultwardenSecrets::close);
    server.close();
  }
}
