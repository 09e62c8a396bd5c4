package zone.otta.ralf.proxmox.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The host keys that a person accepted. Stricter than JSch's own: a key of another type than the
 * known one is a changed key, not an unknown one. Learns nothing by itself.
 */
final class HostKeys implements HostKeyRepository {
  private record Entry(String alias, String type, byte[] key) {}

  private final List<Entry> entries = new ArrayList<>();

  /** Lines {@code ALIAS TYPE BASE64 ...}; comments and lines of any other form are not used. */
  HostKeys(String knownHosts) {
    for (String line : knownHosts.split("\n", -1)) {
      String[] words = line.strip().split("\\s+", 4);
      if (words.length >= 3 && !line.startsWith("#")) {
        add(words);
      }
    }
  }

  private void add(String[] words) {
    try {
      entries.add(new Entry(words[0], words[1], Base64.getDecoder().decode(words[2])));
    } catch (IllegalArgumentException notBase64) {
      // An unreadable line trusts nobody.
    }
  }

  @Override
  public int check(String host, byte[] key) {
    int result = NOT_INCLUDED;
    for (Entry entry : entries) {
      if (!entry.alias.equals(host)) {
        continue;
      }
      if (MessageDigest.isEqual(entry.key, key)) {
        return OK;
      }
      result = CHANGED;
    }
    return result;
  }

  @Override
  public HostKey[] getHostKey() {
    return keys(null, null);
  }

  @Override
  public HostKey[] getHostKey(@Nullable String host, @Nullable String type) {
    return keys(host, type);
  }

  private HostKey[] keys(@Nullable String host, @Nullable String type) {
    var found = new ArrayList<HostKey>();
    for (Entry entry : entries) {
      if ((host == null || entry.alias.equals(host)) && (type == null || entry.type.equals(type))) {
        try {
          found.add(new HostKey(entry.alias, entry.key));
        } catch (JSchException | RuntimeException notAKey) {
          // It can match no server.
        }
      }
    }
    return found.toArray(new HostKey[0]);
  }

  @Override
  public void add(HostKey hostkey, UserInfo ui) {
    throw new IllegalStateException("host keys are learned by trust only");
  }

  @Override
  public void remove(String host, String type) {
    throw new IllegalStateException("host keys are removed by hand only");
  }

  @Override
  public void remove(String host, String type, byte[] key) {
    remove(host, type);
  }

  @Override
  public String getKnownHostsRepositoryID() {
    return "ralf";
  }
}
