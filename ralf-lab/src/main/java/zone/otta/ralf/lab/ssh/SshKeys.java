package zone.otta.ralf.lab.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * Fresh Ed25519 keys. A pair of the JDK's own generator does not work in MINA, so its registered
 * provider makes them.
 */
public final class SshKeys {
  private SshKeys() {}

  public static KeyPair generate() throws IOException {
    try {
      return SecurityUtils.getKeyPairGenerator("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IOException("no Ed25519 key: " + e.getMessage(), e);
    }
  }

  /** OpenSSH's own private key format, not encrypted. */
  public static byte[] privateKeyFile(KeyPair keys) throws IOException {
    var out = new ByteArrayOutputStream();
    try {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(keys, "ralf-lab", null, out);
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot write the client key", e);
    }
    return out.toByteArray();
  }
}
