package zone.otta.ralf.lab.guest;

import java.io.IOException;
import java.io.StringReader;
import java.net.BindException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import zone.otta.ralf.lab.files.GuestFiles;
import zone.otta.ralf.lab.machine.LabNet;
import zone.otta.ralf.lab.ssh.Forward;
import zone.otta.ralf.lab.ssh.Shell;
import zone.otta.ralf.lab.ssh.SshFace;

/**
 * A guest's own SSH server: there while the guest runs, if it was created with keys. Root logs in
 * by what {@value #AUTHORIZED_KEYS} holds at that moment; connections go to the guest itself only.
 */
final class GuestSsh {
  static final String AUTHORIZED_KEYS = "/root/.ssh/authorized_keys";
  private final Guest.Setting setting;
  private final KeyPair hostKey;
  private final GuestFiles files;
  private final Shell shell;
  private Optional<SshFace> face = Optional.empty();

  GuestSsh(Guest.Setting setting, KeyPair hostKey, GuestFiles files, Shell shell) {
    this.setting = setting;
    this.hostKey = hostKey;
    this.files = files;
    this.shell = setting.watch().apply(shell);
  }

  /** Does nothing in a guest without keys. */
  synchronized void start(String address) throws IOException {
    LabNet net = setting.net();
    String host = net.toLoopbackOrNowhere(address);
    if (face.isPresent() || files.get(AUTHORIZED_KEYS).isEmpty() || host.equals(net.nowhere())) {
      return;
    }
    var forward = new Forward(target -> route(net, address, target));
    try {
      face =
          Optional.of(
              new SshFace(host, setting.sshPort(), hostKey, this::authorized, shell, forward));
    } catch (BindException twoGuestsWithOneAddress) {
      face = Optional.empty(); // the first one answers, as on a real bridge
    }
  }

  private static Forward.Route route(LabNet net, String address, String target) {
    if (target.equals("localhost") || target.equals(LabNet.LOCALHOST)) {
      return new Forward.Route(net.guestLocal(address), net.guestLocal(address));
    }
    String own = net.toLoopback(address);
    return new Forward.Route(target.equals(address) ? own : net.nowhere(), own);
  }

  private boolean authorized(PublicKey key) {
    try {
      for (AuthorizedKeyEntry entry :
          AuthorizedKeyEntry.readAuthorizedKeys(
              new StringReader(files.text(AUTHORIZED_KEYS).orElse("")), true)) {
        if (KeyUtils.compareKeys(key, entry.resolvePublicKey(null, null))) {
          return true;
        }
      }
      return false;
    } catch (IOException | GeneralSecurityException notAKey) {
      return false;
    }
  }

  synchronized void stop() throws IOException {
    if (face.isPresent()) {
      face.get().close();
      face = Optional.empty();
    }
  }
}
