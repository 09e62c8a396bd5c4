package zone.otta.ralf.proxmox.api;

import java.util.function.Supplier;
import zone.otta.ralf.port.Secret;

/** As whom we come to the API, and by what that is proven. */
public sealed interface Credentials {
  /**
   * An API token.
   *
   * @param value {@code USER@REALM!NAME=UUID}; asked for once, at the first request, and
   *     overwritten by closing the host
   */
  record Token(Supplier<Secret> value) implements Credentials {}

  /**
   * A user who logs in and gets a ticket.
   *
   * @param user {@code USER@REALM}
   * @param value his password; asked for at each log-in and overwritten after it
   */
  record Password(String user, Supplier<Secret> value) implements Credentials {}
}
