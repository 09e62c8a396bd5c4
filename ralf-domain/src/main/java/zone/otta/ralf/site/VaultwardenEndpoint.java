package zone.otta.ralf.site;

import java.util.Objects;
import java.util.Optional;

/**
 * A Vaultwarden server that secrets come from.
 *
 * @param url {@code https://HOST[:PORT][/PATH]}, without a slash at its end
 * @param masterPassword reference to what opens the vault, not in the vault itself
 * @param caFile the authority that signs the server's certificate
 * @param fingerprint SHA-256 of the certificate itself; with neither, the authorities that this
 *     machine's Java trusts
 */
public record VaultwardenEndpoint(
    String url,
    Login login,
    SecretReference masterPassword,
    Optional<String> caFile,
    Optional<String> fingerprint) {
  /** As whom. */
  public sealed interface Login {
    /** By API key. */
    record ApiKey(String clientId, SecretReference secret) implements Login {}

    /** By e-mail address and the master password; not with a second factor. */
    record Password(String email) implements Login {}
  }

  public VaultwardenEndpoint {
    Objects.requireNonNull(url);
    Objects.requireNonNull(login);
    Objects.requireNonNull(masterPassword);
    Objects.requireNonNull(caFile);
    Objects.requireNonNull(fingerprint);
  }
}
