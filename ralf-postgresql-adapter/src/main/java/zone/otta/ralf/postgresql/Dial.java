package zone.otta.ralf.postgresql;

import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What the driver needs for a connection. It makes its socket factories itself and can only hand
 * them a text: the text is a key, and the dial is found here for as long as the connection lasts.
 */
interface Dial {
  /** A connected socket to the server. */
  Socket connect() throws IOException;

  /** Which server it must be. */
  X509ExtendedTrustManager trust();

  /** A copy of the password; the driver overwrites it. */
  char[] password();

  /** Registers it. */
  static String open(Dial dial) {
    String key = UUID.randomUUID().toString();
    Open.DIALS.put(key, dial);
    return key;
  }

  /** The one of the key. */
  static Dial of(String key) {
    Dial dial = Open.DIALS.get(key);
    if (dial == null) {
      throw new IllegalStateException("this connection is over");
    }
    return dial;
  }

  static void close(String key) {
    Open.DIALS.remove(key);
  }

  /** Those that are in use. */
  final class Open {
    private static final Map<String, Dial> DIALS = new ConcurrentHashMap<>();

    private Open() {}
  }
}
