package zone.otta.ralf.cli.wiring;

import java.nio.file.Path;
import zone.otta.ralf.http.Fingerprint;
import zone.otta.ralf.http.TrustedServer;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.SecretSources;
import zone.otta.ralf.secrets.vaultwarden.VaultAccess;
import zone.otta.ralf.secrets.vaultwarden.VaultSettings;
import zone.otta.ralf.site.VaultwardenEndpoint;
import zone.otta.ralf.site.VaultwardenEndpoint.Login;
import zone.otta.ralf.workspace.store.DeviceId;

/** The site's vault as the adapter wants it. */
final class VaultAccount {
  private VaultAccount() {}

  /**
   * @param own sources outside the vault, for what opens it
   */
  static VaultSettings of(VaultwardenEndpoint endpoint, WorldSettings settings, SecretSources own) {
    return VaultSettings.of(
        endpoint.url(),
        access(endpoint.login(), own),
        () -> own.passphrase(endpoint.masterPassword(), Secret::copy),
        () -> trust(endpoint),
        () -> new DeviceId(settings.state()).openOrCreate(),
        settings.site().lab());
  }

  private static VaultAccess access(Login login, SecretSources own) {
    return switch (login) {
      case Login.ApiKey key ->
          new VaultAccess.ApiKey(key.clientId(), () -> own.use(key.secret(), Secret::copy));
      case Login.Password password -> new VaultAccess.Password(password.email());
    };
  }

  private static TrustedServer trust(VaultwardenEndpoint endpoint) {
    return endpoint
        .fingerprint()
        .flatMap(Fingerprint::parse)
        .map(TrustedServer::pinned)
        .or(() -> endpoint.caFile().map(file -> TrustedServer.ofAuthority(Path.of(file))))
        .orElseGet(TrustedServer::publiclyTrusted);
  }
}
