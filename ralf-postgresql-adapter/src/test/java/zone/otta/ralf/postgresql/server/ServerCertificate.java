package zone.otta.ralf.postgresql.server;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/**
 * A self-signed ECDSA P-256 certificate as the recipe makes one in the guest: DNS name and address
 * as alternative names. Written in DER by hand (RFC 5280), since the JDK has no public way.
 *
 * @param pem the certificate
 * @param keyPem its key, PKCS #8
 */
public record ServerCertificate(String pem, String keyPem) {
  private static final int[] ECDSA_WITH_SHA256 = {1, 2, 840, 10045, 4, 3, 2};
  private static final int[] COMMON_NAME = {2, 5, 4, 3};
  private static final int[] ALTERNATIVE_NAMES = {2, 5, 29, 17};
  private static final int[] BASIC_CONSTRAINTS = {2, 5, 29, 19};

  public static ServerCertificate of(String dns, String address, Instant from, Instant until) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      byte[] body = body(dns, address, from, until, keys.getPublic().getEncoded());
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(body);
      byte[] der =
          tlv(
              0x30,
              body,
              tlv(0x30, oid(ECDSA_WITH_SHA256)),
              tlv(0x03, new byte[1], signature.sign()));
      return new ServerCertificate(
          pem("CERTIFICATE", der), pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] body(String dns, String address, Instant from, Instant until, byte[] key) {
    byte[] name = tlv(0x30, tlv(0x31, tlv(0x30, oid(COMMON_NAME), tlv(0x0c, ascii(dns)))));
    byte[] names = tlv(0x30, tlv(0x82, ascii(dns)), tlv(0x87, octets(address)));
    return tlv(
        0x30,
        tlv(0xa0, tlv(0x02, new byte[] {2})),
        tlv(0x02, new BigInteger(63, new SecureRandom()).setBit(62).toByteArray()),
        tlv(0x30, oid(ECDSA_WITH_SHA256)),
        name,
        tlv(0x30, time(from), time(until)),
        name,
        key,
        tlv(
            0xa3,
            tlv(
                0x30,
                tlv(0x30, oid(ALTERNATIVE_NAMES), tlv(0x04, names)),
                tlv(
                    0x30,
                    oid(BASIC_CONSTRAINTS),
                    tlv(0x01, new byte[] {-1}),
                    tlv(0x04, tlv(0x30, tlv(0x01, new byte[] {-1})))))));
  }

  private static byte[] octets(String address) {
    byte[] octets = new byte[4];
    String[] parts = address.split("\\.");
    for (int i = 0; i < 4; i++) {
      octets[i] = (byte) Integer.parseInt(parts[i]);
    }
    return octets;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] time(Instant time) {
    return tlv(
        0x17,
        ascii(
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC).format(time)));
  }

  private static byte[] oid(int[] arcs) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(arcs[0] * 40 + arcs[1]);
    for (int i = 2; i < arcs.length; i++) {
      for (int shift = 28; shift >= 0; shift -= 7) {
        if (shift == 0 || arcs[i] >> shift != 0) {
          bytes.write(arcs[i] >> shift & 0x7f | (shift == 0 ? 0 : 0x80));
        }
      }
    }
    return tlv(0x06, bytes.toByteArray());
  }

  private static byte[] tlv(int tag, byte[]... parts) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      value.writeBytes(part);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    if (value.size() > 255) {
      all.write(0x82);
      all.write(value.size() >> 8);
    } else if (value.size() > 127) {
      all.write(0x81);
    }
    all.write(value.size());
    all.writeBytes(value.toByteArray());
    return all.toByteArray();
  }

  private static String pem(String type, byte[] der) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }
}
