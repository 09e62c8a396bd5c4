package zone.otta.ralf.lab.opnsense;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import zone.otta.ralf.lab.opnsense.OpnsenseTrouble.Privilege;

/** The one API key, and what its user may. Thread-safe. */
final class OpnsenseAccess {
  private static final int BYTES = 60;
  private static final Pattern NARROW =
      Pattern.compile("(search|get|add|set|del|toggle)_host_(override|alias)");

  private final String key = random();
  private final String secret = random();
  private volatile Privilege privilege = Privilege.WIDE;
  private volatile boolean readOnly;

  /** As the firewall makes them: 80 characters of base64. */
  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  String key() {
    return key;
  }

  String secret() {
    return secret;
  }

  void give(Privilege other) {
    privilege = other;
  }

  void readOnly(boolean on) {
    readOnly = on;
  }

  boolean readOnly() {
    return readOnly;
  }

  boolean knows(OpnsenseHttp request) {
    String right =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((key + ":" + secret).getBytes(StandardCharsets.UTF_8));
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.UTF_8),
        request.authorization().getBytes(StandardCharsets.UTF_8));
  }

  /** The privileges' patterns match the URL as it was written. */
  boolean may(OpnsenseHttp request, OpnsenseRelease release) {
    return switch (privilege) {
      case NONE -> false;
      case WIDE -> true;
      case NARROW ->
          NARROW.matcher(request.command()).matches()
              && request.inSnakeCase() == release.privilegesInSnakeCase();
    };
  }
}
