package zone.otta.ralf.site;

import java.util.Objects;

/** As whom RALF comes to the API of a Proxmox VE node. */
public sealed interface ApiLogin {
  /** Where the secret is that proves it. */
  SecretReference secret();

  /**
   * With an API token.
   *
   * @param secret reference to {@code USER@REALM!NAME=UUID}
   */
  record Token(SecretReference secret) implements ApiLogin {
    public Token {
      Objects.requireNonNull(secret);
    }
  }

  /**
   * As a user who logs in.
   *
   * @param user {@code USER@REALM}
   * @param secret reference to his password
   */
  record Password(String user, SecretReference secret) implements ApiLogin {
    public Password {
      Objects.requireNonNull(user);
      Objects.requireNonNull(secret);
    }
  }
}
