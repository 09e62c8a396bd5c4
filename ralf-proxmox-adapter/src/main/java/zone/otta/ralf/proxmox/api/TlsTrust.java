package zone.otta.ralf.proxmox.api;

import java.nio.file.Path;
import zone.otta.ralf.http.Fingerprint;

/** Which server is believed to be the node. There is no way to believe every one. */
public sealed interface TlsTrust {
  /**
   * Whoever has a certificate of this authority that names the host. For a node's own authority:
   * {@code /etc/pve/pve-root-ca.pem}, one or more certificates in PEM.
   */
  record Authority(Path file) implements TlsTrust {}

  /**
   * Whoever holds the key of exactly this certificate. Name and validity period do not count: the
   * fingerprint was compared by a person.
   */
  record Pinned(Fingerprint certificate) implements TlsTrust {}

  /** Nobody yet: every connection ends with RALF-W003, which names {@code ralf trust}. */
  record Unlearned() implements TlsTrust {}
}
