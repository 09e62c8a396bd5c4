package zone.otta.ralf.workspace.trust;

import java.util.Base64;
import java.util.regex.Pattern;
import zone.otta.ralf.guest.Sha256;

/**
 * A server's public key under the name it is trusted by.
 *
 * @param alias host name, address, {@code [host]:port} or a name of the workspace's own
 * @param type for example {@code ssh-ed25519}
 * @param key the public key in the SSH wire format, Base64
 */
public record HostKey(String alias, String type, String key) {
  private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9.:_\\[\\]-]{1,255}");
  private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9.@-]{0,79}");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{16,16384}={0,2}");

  public HostKey {
    if (!ALIAS.matcher(alias).matches()
        || !TYPE.matcher(type).matches()
        || !BASE64.matcher(key).matches()
        || key.length() % 4 != 0) {
      throw new IllegalArgumentException("not a host key");
    }
  }

  /** As ssh-keygen shows it: {@code SHA256:} and Base64 without padding. */
  public String fingerprint() {
    byte[] sum = Sha256.digest().digest(Base64.getDecoder().decode(key));
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(sum);
  }

  /** A line of an OpenSSH known_hosts file. */
  String line() {
    return alias + " " + type + " " + key;
  }
}
