package zone.otta.ralf.lab.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/** The one token of a lab; it has no text form but the one that goes into its file. */
final class ApiToken {
  static final String USER = "ralf-prov@pve";
  static final String NAME = "ralf";
  static final String ID = USER + "!" + NAME;
  private static final String SCHEME = "PVEAPIToken=";
  private final UUID secret = UUID.randomUUID();

  /** {@code user@realm!name=secret}, as it stands in the Authorization header. */
  byte[] file() {
    return (ID + "=" + secret + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * @throws Refusal with 401, which is late by design
   */
  void check(Request request) throws Refusal {
    String given = request.header("authorization").orElse("");
    if (!given.startsWith(SCHEME)) {
      throw Refusal.bare(401, "No ticket");
    }
    byte[] wanted = (SCHEME + ID + "=" + secret).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(wanted, given.getBytes(StandardCharsets.UTF_8))) {
      throw Refusal.bare(401, "Authentication failed!");
    }
  }
}
