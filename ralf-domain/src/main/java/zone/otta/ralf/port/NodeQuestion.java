package zone.otta.ralf.port;

import java.util.Locale;

/**
 * One question of {@link zone.otta.ralf.guest.GuestScripts#ASK_NODE}, by the names and argv given
 * there. Sources of the formats: the output of Proxmox VE 9.2.11 and 8.4.21 as recorded for this
 * project.
 */
public record NodeQuestion(Kind kind, String argument) {
  /** The kinds the script knows; the lower-case name is the script's word. */
  public enum Kind {
    VERSION,
    NODE,
    CONTAINERS,
    GUESTS,
    CONFIG,
    STATUS,
    PENDING,
    SNAPSHOTS,
    STORAGES,
    TEMPLATES,
    AVAILABLE,
    BRIDGES,
    ANSWERS,
    CLOCK,
    /** Rules of a container's firewall. */
    FIREWALL,
    /** Switches of a container's firewall. */
    GUARD,
    /** Switches of the datacenter's firewall. */
    DATACENTER;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static NodeQuestion of(Kind kind) {
    return new NodeQuestion(kind, "-");
  }
}
