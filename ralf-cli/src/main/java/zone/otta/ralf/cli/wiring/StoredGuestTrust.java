package zone.otta.ralf.cli.wiring;

import java.util.Optional;
import java.util.stream.Collectors;
import zone.otta.ralf.proxmox.guest.GuestTrust;
import zone.otta.ralf.proxmox.ssh.HostKeyScan.ScannedKey;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.workspace.store.StateDirectory;
import zone.otta.ralf.workspace.trust.AwaitedHosts;
import zone.otta.ralf.workspace.trust.HostKey;
import zone.otta.ralf.workspace.trust.TrustStore;

/** Containers' host keys beside the others in the workspace's own store. */
final class StoredGuestTrust implements GuestTrust {
  private final TrustStore keys;
  private final AwaitedHosts awaited;

  StoredGuestTrust(StateDirectory state) {
    this.keys = new TrustStore(state);
    this.awaited = new AwaitedHosts(state);
  }

  @Override
  public Optional<String> known(Ctid ctid) {
    String alias = GuestTrust.alias(ctid);
    String lines =
        keys.list(alias).stream()
            .map(k -> alias + " " + k.type() + " " + k.key() + "\n")
            .collect(Collectors.joining());
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
  }

  @Override
  public boolean awaited(Ctid ctid) {
    return awaited.contains(GuestTrust.alias(ctid));
  }

  @Override
  public void await(Ctid ctid) {
    keys.remove(GuestTrust.alias(ctid));
    awaited.add(GuestTrust.alias(ctid));
  }

  @Override
  public void pin(Ctid ctid, ScannedKey key) {
    keys.replace(new HostKey(GuestTrust.alias(ctid), key.type(), key.base64()));
    awaited.remove(GuestTrust.alias(ctid));
  }

  @Override
  public void forget(Ctid ctid) {
    awaited.remove(GuestTrust.alias(ctid));
    keys.remove(GuestTrust.alias(ctid));
  }
}
