package zone.otta.ralf.card;

import java.util.Objects;
import zone.otta.ralf.site.DnsName;

/** What a service needs before it can be built. The known ones become preflight facts. */
public sealed interface Dependency {
  /** The line as the card has it. */
  String line();

  /** The same dependency in other words. */
  default Dependency withLine(String words) {
    return switch (this) {
      case ProxmoxPct d -> new ProxmoxPct(words);
      case Template d -> new Template(words, d.release());
      case NameResolution d -> new NameResolution(words, d.name());
      case SecretSupply d -> new SecretSupply(words);
      case Service d -> new Service(words, d.service());
      case Unknown d -> d;
    };
  }

  /** Proxmox VE with {@code pct}. */
  record ProxmoxPct(String line) implements Dependency {}

  /** A container template of this release, present or to be downloaded. */
  record Template(String line, OsRelease release) implements Dependency {}

  /** A DNS name that resolves inside. */
  record NameResolution(String line, DnsName name) implements Dependency {}

  /** Secrets come from the environment or a vault. */
  record SecretSupply(String line) implements Dependency {}

  /** Another service of the homelab. */
  record Service(String line, ServiceName service) implements Dependency {}

  /** Not understood; a finding says so. */
  record Unknown(String line) implements Dependency {
    public Unknown {
      Objects.requireNonNull(line);
    }
  }
}
