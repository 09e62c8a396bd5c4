package zone.otta.ralf.proxmox.guest;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/** The public half of the key by which containers are entered. */
public final class GuestKey {
  private GuestKey() {}

  /**
   * A line for {@code authorized_keys}.
   *
   * @throws PortException RALF-W012 if the file holds no private key that can be read
   */
  public static String publicLine(Path privateKey) {
    try {
      KeyPair pair = KeyPair.load(new JSch(), privateKey.toString());
      try {
        byte[] blob = pair.getPublicKeyBlob();
        if (blob == null) {
          throw unusable(privateKey);
        }
        return type(blob) + " " + Base64.getEncoder().encodeToString(blob) + " ralf\n";
      } finally {
        pair.dispose();
      }
    } catch (JSchException e) {
      throw unusable(privateKey);
    }
  }

  /** The blob begins with its type (RFC 4253, 6.6). */
  private static String type(byte[] blob) {
    ByteBuffer parts = ByteBuffer.wrap(blob);
    byte[] type = new byte[parts.getInt()];
    parts.get(type);
    return new String(type, StandardCharsets.US_ASCII);
  }

  private static PortException unusable(Path file) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W012",
        Text.of(
            "the key file " + file + " holds no private key that can be read",
            "die Schlüsseldatei " + file + " enthält keinen lesbaren privaten Schlüssel"),
        Text.of(
            "name an unencrypted private key with mode 0600 under proxmox.guest.key_file: `ssh-keygen -t ed25519 -N '' -f FILE` makes one",
            "unter proxmox.guest.key_file einen unverschlüsselten privaten Schlüssel mit Rechten 0600 nennen: `ssh-keygen -t ed25519 -N '' -f DATEI` macht einen"));
  }
}
