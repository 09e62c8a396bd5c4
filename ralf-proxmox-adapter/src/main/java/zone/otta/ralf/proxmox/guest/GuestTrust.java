package zone.otta.ralf.proxmox.guest;

import java.util.Optional;
import zone.otta.ralf.proxmox.ssh.HostKeyScan.ScannedKey;
import zone.otta.ralf.site.Ctid;

/** The host keys of containers, kept beyond this process and bound to the container. */
public interface GuestTrust {
  /** The known-hosts lines of the container, under {@link #alias}; empty if no key is known. */
  Optional<String> known(Ctid ctid);

  /** Whether this workspace created the container and has not met it since. */
  boolean awaited(Ctid ctid);

  /** The container is about to be created by us: whatever was known of its id is of another one. */
  void await(Ctid ctid);

  /** The container's own key from now on; it is no longer awaited. */
  void pin(Ctid ctid, ScannedKey key);

  /** There is no such container any more. */
  void forget(Ctid ctid);

  /** The name a container's key is kept by. */
  static String alias(Ctid ctid) {
    return "container-" + ctid;
  }
}
