package zone.otta.ralf.lab.guest;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/** An ECDSA P-256 key and its self-signed certificate, in PEM, by the JDK alone. */
public record SelfSigned(String keyPem, String certificatePem) {
  private static final byte[] ECDSA_WITH_SHA256 = tlv(0x30, oid(1, 2, 840, 10045, 4, 3, 2));

  /**
   * @param address four bytes
   */
  public static SelfSigned create(String dns, byte[] address, Instant from, Duration life) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      byte[] host = dns.getBytes(StandardCharsets.US_ASCII);
      byte[] name = tlv(0x30, tlv(0x31, tlv(0x30, oid(2, 5, 4, 3), tlv(0x0c, host))));
      byte[] names = extension(false, tlv(0x30, tlv(0x82, host), tlv(0x87, address)), 2, 5, 29, 17);
      byte[] authority = extension(true, tlv(0x30, tlv(0x01, new byte[] {-1})), 2, 5, 29, 19);
      BigInteger serial = new BigInteger(63, new SecureRandom()).setBit(62);
      byte[] body =
          tlv(
              0x30,
              tlv(0xa0, tlv(0x02, new byte[] {2})),
              tlv(0x02, serial.toByteArray()),
              ECDSA_WITH_SHA256,
              name,
              tlv(0x30, time(from), time(from.plus(life))),
              name,
              keys.getPublic().getEncoded(),
              tlv(0xa3, tlv(0x30, names, authority)));
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(body);
      byte[] certificate =
          tlv(0x30, body, ECDSA_WITH_SHA256, tlv(0x03, new byte[1], signature.sign()));
      return new SelfSigned(
          pem("PRIVATE KEY", keys.getPrivate().getEncoded()), pem("CERTIFICATE", certificate));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] extension(boolean critical, byte[] value, int... id) {
    return critical
        ? tlv(0x30, oid(id), tlv(0x01, new byte[] {-1}), tlv(0x04, value))
        : tlv(0x30, oid(id), tlv(0x04, value));
  }

  private static byte[] time(Instant time) {
    DateTimeFormatter form =
        DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    return tlv(0x17, form.format(time).getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] oid(int... arcs) {
    var bytes = new ByteArrayOutputStream();
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
    var value = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      value.writeBytes(part);
    }
    var out = new ByteArrayOutputStream();
    out.write(tag);
    int n = value.size();
    if (n < 128) {
      out.write(n);
    } else {
      byte[] length = BigInteger.valueOf(n).toByteArray();
      int skip = length[0] == 0 ? 1 : 0;
      out.write(0x80 | length.length - skip);
      out.write(length, skip, length.length - skip);
    }
    out.writeBytes(value.toByteArray());
    return out.toByteArray();
  }

  private static String pem(String type, byte[] der) {
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, newline).encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }
}
