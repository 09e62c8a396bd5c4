package zone.otta.ralf.dns.rfc2136;

import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Function;
import javax.crypto.spec.SecretKeySpec;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.dns.Names;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.DnsEndpoint;

/** The key that signs updates; its secret is fetched for each use and kept nowhere. */
final class TsigKey {
  private final DnsEndpoint.Rfc2136 endpoint;
  private final SecretSource secrets;
  private final Clock clock;

  /**
   * @param clock what signatures are dated by
   */
  TsigKey(DnsEndpoint.Rfc2136 endpoint, SecretSource secrets, Clock clock) {
    this.endpoint = endpoint;
    this.secrets = secrets;
    this.clock = clock;
  }

  <T> T use(Function<TSIG, T> signing) {
    return secrets.use(endpoint.secret(), secret -> signing.apply(key(secret)));
  }

  private TSIG key(Secret secret) {
    byte[] base64 = secret.revealBytes();
    byte[] key = decode(base64);
    try {
      Name algorithm = algorithm();
      return new TSIG(
          algorithm, Names.absolute(endpoint.keyName()), new SecretKeySpec(key, "HMAC"), clock);
    } finally {
      Arrays.fill(base64, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }

  /** MD5 and SHA-1 are left out on purpose (RFC 8945 section 6). */
  private Name algorithm() {
    return switch (endpoint.algorithm().toLowerCase(Locale.ROOT)) {
      case "hmac-sha224" -> TSIG.HMAC_SHA224;
      case "hmac-sha256" -> TSIG.HMAC_SHA256;
      case "hmac-sha384" -> TSIG.HMAC_SHA384;
      case "hmac-sha512" -> TSIG.HMAC_SHA512;
      default ->
          throw unusable(
              Text.of(
                  "the TSIG algorithm " + endpoint.algorithm() + " is not one RALF signs with",
                  "mit dem TSIG-Verfahren " + endpoint.algorithm() + " unterschreibt RALF nicht"),
              Text.of(
                  "use hmac-sha256 (or -sha224, -sha384, -sha512)",
                  "hmac-sha256 benutzen (oder -sha224, -sha384, -sha512)"));
    };
  }

  private byte[] decode(byte[] base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw unusable(
          Text.of(
              "the TSIG secret " + endpoint.secret() + " is not base64",
              "das TSIG-Geheimnis " + endpoint.secret() + " ist nicht in Base64"),
          Text.of(
              "store the value of secret \"...\" from the server's key file, nothing else",
              "Den Wert von secret \"...\" aus der Schlüsseldatei des Servers ablegen, sonst nichts"));
    }
  }

  private static PortException unusable(Text what, Text help) {
    return new PortException(Fault.REFUSED, "RALF-W021", what, help);
  }
}
