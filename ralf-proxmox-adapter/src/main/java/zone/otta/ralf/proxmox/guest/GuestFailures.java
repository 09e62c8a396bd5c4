package zone.otta.ralf.proxmox.guest;

import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Site;

/** What failures of SSH mean where the server is a container, not the node. */
final class GuestFailures {
  static final String NOT_CONNECTED = "RALF-W001";
  private static final String UNKNOWN_KEY = "RALF-W003";
  private static final String CHANGED_KEY = "RALF-W004";
  private static final String LOGIN = "RALF-W005";
  private final Ctid ctid;
  private final String target;

  GuestFailures(Ctid ctid, String target) {
    this.ctid = ctid;
    this.target = target;
  }

  /** The same failure, said of the container; others stay as they are. */
  PortException of(PortException e) {
    return switch (e.code().id()) {
      case NOT_CONNECTED -> silent(e.fault());
      case UNKNOWN_KEY -> unknownKey();
      case CHANGED_KEY -> changedKey();
      case LOGIN -> login();
      default -> e;
    };
  }

  private PortException silent(Fault fault) {
    return new PortException(
        fault,
        NOT_CONNECTED,
        Text.of(
            "container " + ctid + " runs, but nothing answers as SSH at " + target,
            "Container " + ctid + " läuft, aber unter " + target + " antwortet kein SSH"),
        Text.of(
            "check that its ssh service runs, that this machine has a way to it, and that no firewall closes the port",
            "prüfen, ob sein ssh-Dienst läuft, ob diese Maschine einen Weg dorthin hat und keine Firewall den Port schließt"));
  }

  PortException unknownKey() {
    return new PortException(
        Fault.REFUSED,
        UNKNOWN_KEY,
        Text.of(
            "the SSH host key of container " + ctid + " is not known",
            "der SSH-Host-Schlüssel von Container " + ctid + " ist nicht bekannt"),
        Text.of(
            "`ralf trust --container "
                + ctid
                + "` shows it; compare it with `pct exec "
                + ctid
                + " -- ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` on the node",
            "`ralf trust --container "
                + ctid
                + "` zeigt ihn; mit `pct exec "
                + ctid
                + " -- ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` auf dem Knoten vergleichen"));
  }

  private PortException changedKey() {
    return new PortException(
        Fault.REFUSED,
        CHANGED_KEY,
        Text.of(
            "the SSH host key of container "
                + ctid
                + " at "
                + target
                + " is another than the pinned one: somebody may be in between",
            "der SSH-Host-Schlüssel von Container "
                + ctid
                + " unter "
                + target
                + " ist ein anderer als der festgehaltene: jemand könnte dazwischen sitzen"),
        Text.of(
            "if the container has new keys: read the fingerprint with `pct exec "
                + ctid
                + " -- ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` on the node, then `ralf trust --container "
                + ctid
                + " --fingerprint SHA256:...`",
            "hat der Container neue Schlüssel: Fingerabdruck auf dem Knoten mit `pct exec "
                + ctid
                + " -- ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` lesen, dann `ralf trust --container "
                + ctid
                + " --fingerprint SHA256:...`"));
  }

  private PortException login() {
    return new PortException(
        Fault.REFUSED,
        LOGIN,
        Text.of(
            "container " + ctid + " does not accept the key for root at " + target,
            "Container " + ctid + " nimmt den Schlüssel für root unter " + target + " nicht an"),
        Text.of(
            "put its public half into /root/.ssh/authorized_keys in the container, or name the key it was created with under proxmox.guest.key_file",
            "seinen öffentlichen Teil im Container in /root/.ssh/authorized_keys eintragen oder unter proxmox.guest.key_file den Schlüssel nennen, mit dem er angelegt wurde"));
  }

  /** Something is at the address of a container that does not exist yet. */
  static PortException answersAlready(Ctid ctid, String target) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-W015",
        Text.of(
            "something answers at " + target + " before container " + ctid + " exists",
            "unter " + target + " antwortet etwas, bevor es Container " + ctid + " gibt"),
        Text.of(
            "find out what has this address; nothing was created",
            "herausfinden, was diese Adresse hat; nichts wurde angelegt"));
  }

  static PortException noAddress(Ctid ctid, Site site) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W016",
        Text.of(
            "no address of "
                + site.network()
                + " belongs to container "
                + ctid
                + " by the rule "
                + site.ctidRule().formula(),
            "keine Adresse aus "
                + site.network()
                + " gehört nach der Regel "
                + site.ctidRule().formula()
                + " zu Container "
                + ctid),
        Text.of(
            "RALF enters only containers whose id follows from their address",
            "RALF betritt nur Container, deren Nummer aus ihrer Adresse folgt"));
  }

  static PortException elsewhere(Ipv4Address address, Site site) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W016",
        Text.of(
            address + " is no container of " + site.network(),
            address + " ist kein Container aus " + site.network()),
        Text.of(
            "RALF enters only containers whose id follows from their address",
            "RALF betritt nur Container, deren Nummer aus ihrer Adresse folgt"));
  }
}
