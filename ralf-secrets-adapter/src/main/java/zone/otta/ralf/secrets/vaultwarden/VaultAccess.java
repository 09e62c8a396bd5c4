package zone.otta.ralf.secrets.vaultwarden;

import java.util.Objects;
import java.util.function.Supplier;
import zone.otta.ralf.port.Secret;

/** How RALF logs in. Either way the master password is needed to open what the server keeps. */
public sealed interface VaultAccess {
  /**
   * By the account's API key: no second factor is asked, and the server learns nothing of the
   * master password.
   *
   * @param clientId {@code user.UUID}
   * @param secret the key's other half; the supplied value is closed after use
   */
  record ApiKey(String clientId, Supplier<Secret> secret) implements VaultAccess {
    public ApiKey {
      Objects.requireNonNull(clientId);
      Objects.requireNonNull(secret);
    }

    /** Whether it belongs to an organisation, whose keys open no vault. */
    boolean ofOrganisation() {
      return clientId.startsWith("organization.");
    }
  }

  /** By e-mail address and master password; a second factor cannot be given. */
  record Password(String email) implements VaultAccess {
    public Password {
      Objects.requireNonNull(email);
    }
  }
}
