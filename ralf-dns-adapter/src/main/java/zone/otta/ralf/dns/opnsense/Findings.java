package zone.otta.ralf.dns.opnsense;

import java.util.List;
import java.util.stream.Collectors;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** What stands in the way of a name, and what became of a write. */
final class Findings {
  private static final int SHOWN = 5;
  private static final Text OVERRIDES =
      Text.of(
          "look at it under Services: Unbound DNS: Overrides; remove it, or give the service another DNS name. RALF changes only entries that it made itself and that carry its mark",
          "unter Dienste: Unbound DNS: Overrides ansehen; entfernen oder dem Dienst einen anderen DNS-Namen geben. RALF ändert nur Einträge, die es selbst angelegt hat und die sein Zeichen tragen");

  private Findings() {}

  /** The name has entries that are not the one RALF would have made. */
  static Finding holds(DnsName name, List<HostOverride> entries) {
    String list = list(entries.stream().map(HostOverride::shown).toList());
    return blocker(
        "RALF-W022",
        Text.of(
            "the name " + name + " has host overrides already: " + list,
            "der Name " + name + " hat schon Host-Overrides: " + list),
        OVERRIDES);
  }

  static Finding alias(DnsName name, List<HostAlias> aliases) {
    String list = list(aliases.stream().map(a -> a.name() + " (" + a.host() + ")").toList());
    return blocker(
        "RALF-W022",
        Text.of(
            "the name " + name + " is an alias of another host override: " + list,
            "der Name " + name + " ist Alias eines anderen Host-Overrides: " + list),
        OVERRIDES);
  }

  /** OPNsense deletes an entry's aliases with it. */
  static Finding hung(DnsName name, List<HostAlias> aliases) {
    String list = list(aliases.stream().map(HostAlias::name).toList());
    return blocker(
        "RALF-W022",
        Text.of(
            "the host override of " + name + " has aliases that would go with it: " + list,
            "der Host-Override von " + name + " hat Aliase, die mit ihm verschwänden: " + list),
        Text.of(
            "somebody made them under Services: Unbound DNS: Overrides; remove them there, or give them another host, then go on",
            "jemand hat sie unter Dienste: Unbound DNS: Overrides angelegt; dort entfernen oder einem anderen Host geben, dann weitermachen"));
  }

  /** Seen with Unbound 1.17: data beneath a redirect keeps the whole file from being loaded. */
  static Finding wildcard(DnsName name, HostOverride wildcard) {
    String shown = wildcard.name() + " " + wildcard.shown();
    return blocker(
        "RALF-W022",
        Text.of(
            "the wildcard override " + shown + " answers for " + name + " already",
            "der Wildcard-Override " + shown + " antwortet schon für " + name),
        Text.of(
            "an entry beneath a wildcard can keep Unbound from starting: give the service a name outside that domain, or remove the wildcard",
            "ein Eintrag unterhalb einer Wildcard kann Unbound am Start hindern: dem Dienst einen Namen außerhalb dieser Domain geben oder die Wildcard entfernen"));
  }

  static Finding several(DnsName name, List<Ipv4Address> addresses) {
    String list = list(addresses.stream().map(Ipv4Address::toString).toList());
    return blocker(
        "RALF-W022",
        Text.of(
            "Unbound has several addresses for " + name + ": " + list,
            "Unbound hat mehrere Adressen für " + name + ": " + list),
        Text.of(
            "besides overrides, DHCP leases and host names of the firewall make such records",
            "außer Overrides machen DHCP-Leases und Hostnamen der Firewall solche Einträge"));
  }

  /** No override is kept, and yet it is answered. */
  static Finding answered(DnsName name, List<Ipv4Address> addresses) {
    String list = list(addresses.stream().map(Ipv4Address::toString).toList());
    return blocker(
        "RALF-W022",
        Text.of(
            "there is no host override for " + name + ", and yet it is answered: " + list,
            "es gibt keinen Host-Override für " + name + ", und doch wird geantwortet: " + list),
        Text.of(
            "a DHCP lease, a host name of the firewall or another name server gives it; or a change under Services: Unbound DNS: Overrides still waits for Apply",
            "ein DHCP-Lease, ein Hostname der Firewall oder ein anderer Namensserver gibt sie; oder eine Änderung unter Dienste: Unbound DNS: Overrides wartet noch auf „Anwenden“"));
  }

  /** As what stops a change. */
  static PortException conflict(Finding finding) {
    return new PortException(
        Fault.CONFLICT, finding.code().id(), finding.summary(), finding.help());
  }

  /** What must be known before something is written, and is not. */
  static PortException unclear(Finding why) {
    return new PortException(Fault.NOT_UNDERSTOOD, why.code().id(), why.summary(), why.help());
  }

  static PortException changed(DnsName name, List<HostOverride> entries) {
    String list =
        entries.isEmpty() ? "-" : list(entries.stream().map(HostOverride::shown).toList());
    return new PortException(
        Fault.CONFLICT,
        "RALF-W022",
        Text.of(
            "the host override of " + name + " is not the one RALF saw: " + list,
            "der Host-Override von " + name + " ist nicht der, den RALF gesehen hat: " + list),
        Text.of(
            "somebody changed it, or it is not ours; nothing was changed. Look at it, then plan again",
            "jemand hat ihn geändert, oder er ist nicht unserer; es wurde nichts geändert. Ansehen, dann neu planen"));
  }

  static PortException lost(DnsName name) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W127",
        Text.of(
            "OPNsense said that it saved the override of " + name + ", and does not have it so",
            "OPNsense meldete den Override von "
                + name
                + " als gespeichert, hat ihn aber nicht so"),
        Text.of(
            "somebody else saved at the same moment: look under System: Configuration: History, then continue with ralf apply --resume RUN",
            "jemand hat im selben Augenblick gespeichert: unter System: Konfiguration: Verlauf nachsehen, dann weiter mit ralf apply --resume LAUF"));
  }

  static PortException doubled(DnsName name, List<HostOverride> entries) {
    String list = list(entries.stream().map(HostOverride::shown).toList());
    return new PortException(
        Fault.CONFLICT,
        "RALF-W127",
        Text.of(
            "somebody made another override of " + name + " at the same moment: " + list,
            "jemand hat im selben Augenblick einen weiteren Override von "
                + name
                + " angelegt: "
                + list),
        Text.of(
            "both are answered in turn: remove the one that is not RALF's (its description does not begin with ralf:)",
            "beide werden abwechselnd gegeben: den entfernen, der nicht von RALF ist (seine Beschreibung beginnt nicht mit ralf:)"));
  }

  /** Saved and applied, but Unbound goes on with the old data. */
  static PortException notInEffect(List<DnsName> names, String server, String seen) {
    String list = list(names.stream().map(DnsName::name).toList());
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W126",
        Text.of(
            "OPNsense saved and applied it, but Unbound at "
                + server
                + " still answers otherwise for "
                + list
                + ": "
                + seen,
            "OPNsense hat gespeichert und angewendet, aber Unbound unter "
                + server
                + " antwortet noch anders auf "
                + list
                + ": "
                + seen),
        Text.of(
            "Unbound could not load its file: see Services: Unbound DNS: Log File. If dns_port names another server than OPNsense's own Unbound, correct it",
            "Unbound konnte seine Datei nicht laden: Dienste: Unbound DNS: Protokolldatei ansehen. Nennt dns_port einen anderen Server als OPNsense' eigenen Unbound, es berichtigen"));
  }

  static PortException disabled(String target) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W126",
        Text.of(
            "Unbound is switched off at " + target + ": overrides would be kept and never answered",
            "Unbound ist unter "
                + target
                + " abgeschaltet: Overrides würden gespeichert und nie beantwortet"),
        Text.of(
            "switch it on under Services: Unbound DNS: General",
            "unter Dienste: Unbound DNS: Allgemein einschalten"));
  }

  private static Finding blocker(String code, Text summary, Text help) {
    return Finding.blocker(code, summary).help(help);
  }

  private static String list(List<String> all) {
    String shown = all.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return all.size() > SHOWN ? shown + ", ..." : shown;
  }
}
