package zone.otta.ralf.lab.node;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/** The address Proxmox makes up for an interface that brings none. */
final class RandomMac {
  private RandomMac() {}

  static String next(SecureRandom random) {
    byte[] bytes = new byte[3];
    random.nextBytes(bytes);
    return "BC:24:11:" + HexFormat.ofDelimiter(":").formatHex(bytes).toUpperCase(Locale.ROOT);
  }
}
