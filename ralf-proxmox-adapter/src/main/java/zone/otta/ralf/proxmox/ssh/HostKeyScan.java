package zone.otta.ralf.proxmox.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchUnknownHostKeyException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.UserInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import zone.otta.ralf.port.LabTarget;
import zone.otta.ralf.port.PortException;

/**
 * Asks a server for its host key, for {@code ralf trust}. Ends after the key exchange: no login is
 * tried and nothing is run. Whether the key is the right one is for a person to say.
 */
public final class HostKeyScan {
  /**
   * A host key as the server showed and proved it.
   *
   * @param type {@code ssh-ed25519}
   * @param fingerprint {@code SHA256:...} as OpenSSH prints it
   */
  public record ScannedKey(String type, String base64, String fingerprint) {
    /** The line to store. */
    public String knownHostsLine(String alias) {
      return alias + " " + type + " " + base64;
    }
  }

  private HostKeyScan() {}

  /**
   * Fetches the key.
   *
   * @throws PortException RALF-W001 if nothing answers as SSH, RALF-W007 for a lab and a target
   *     that is not loopback
   */
  public static ScannedKey scan(String host, int port, boolean lab, Duration limit) {
    if (lab) {
      LabTarget.requireLoopback(host);
    }
    String target = host + ":" + port;
    var seen = new Capture();
    try {
      Session session = new JSch().getSession("scan", host, port);
      session.setHostKeyRepository(seen);
      session.setConfig("StrictHostKeyChecking", "yes");
      session.setDaemonThread(true);
      try {
        session.connect(Math.toIntExact(limit.toMillis()));
      } finally {
        session.disconnect();
      }
      throw new IllegalStateException("an unknown host key was accepted");
    } catch (JSchUnknownHostKeyException expected) {
      return seen.key();
    } catch (JSchException e) {
      throw SshFailures.connect(target, limit, e);
    }
  }

  /** OpenSSH's form of a key's fingerprint. */
  static String fingerprint(byte[] key) {
    byte[] sum = zone.otta.ralf.guest.Sha256.digest().digest(key);
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(sum);
  }

  /** Knows no key and keeps what it is asked about. */
  private static final class Capture implements HostKeyRepository {
    private final AtomicReference<byte[]> asked = new AtomicReference<>(new byte[0]);

    ScannedKey key() {
      byte[] key = asked.get();
      ByteBuffer parts = ByteBuffer.wrap(key);
      byte[] type = new byte[parts.getInt()];
      parts.get(type);
      return new ScannedKey(
          new String(type, StandardCharsets.US_ASCII),
          Base64.getEncoder().encodeToString(key),
          fingerprint(key));
    }

    @Override
    public int check(String host, byte[] key) {
      asked.set(key.clone());
      return NOT_INCLUDED;
    }

    @Override
    public HostKey[] getHostKey() {
      return new HostKey[0];
    }

    @Override
    public HostKey[] getHostKey(String host, String type) {
      return new HostKey[0];
    }

    @Override
    public void add(HostKey hostkey, UserInfo ui) {}

    @Override
    public void remove(String host, String type) {}

    @Override
    public void remove(String host, String type, byte[] key) {}

    @Override
    public String getKnownHostsRepositoryID() {
      return "scan";
    }
  }
}
