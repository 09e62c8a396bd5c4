package zone.otta.ralf.gate;

import java.util.Objects;

/**
 * Who had something done.
 *
 * @param user the account
 * @param host the machine it was done from
 * @param ralf the version of RALF that did it
 */
public record Actor(String user, String host, String ralf) {
  public Actor {
    Objects.requireNonNull(user);
    Objects.requireNonNull(host);
    Objects.requireNonNull(ralf);
  }

  /** {@code anna@desk}. */
  @Override
  public String toString() {
    return user + "@" + host;
  }
}
