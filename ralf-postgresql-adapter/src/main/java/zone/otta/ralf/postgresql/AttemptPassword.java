package zone.otta.ralf.postgresql;

import java.util.Properties;
import org.postgresql.PGProperty;
import org.postgresql.plugin.AuthenticationPlugin;
import org.postgresql.plugin.AuthenticationRequestType;

/**
 * Hands the driver the password as characters, which it overwrites: no text of it is made for its
 * sake.
 */
public final class AttemptPassword implements AuthenticationPlugin {
  private final Dial dial;

  /** Called by the driver by reflection with the connection's properties. */
  public AttemptPassword(Properties connection) {
    this.dial = Dial.of(connection.getProperty(PGProperty.SOCKET_FACTORY_ARG.getName()));
  }

  @Override
  public char[] getPassword(AuthenticationRequestType type) {
    return dial.password();
  }
}
