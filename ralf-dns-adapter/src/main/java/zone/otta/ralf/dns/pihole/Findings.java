package zone.otta.ralf.dns.pihole;

import java.util.List;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsName;

/** What is said of records that are in the way, or not where they should be. */
final class Findings {
  private static final int SHOWN = 5;
  private final String api;
  private final String dns;

  /**
   * @param api {@code host:port} of the web server
   * @param dns the same of its DNS server
   */
  Findings(String api, String dns) {
    this.api = api;
    this.dns = dns;
  }

  Finding holds(DnsName name, List<String> lines) {
    return blocker(
        "RALF-W022",
        Text.of(
            "at the Pi-hole " + api + " the name " + name + " has: " + list(lines),
            "auf dem Pi-hole " + api + " hat der Name " + name + ": " + list(lines)),
        Text.of(
            "remove these lines there, or give the service another DNS name; RALF makes one line for a name that has none",
            "diese Zeilen dort entfernen oder dem Dienst einen anderen DNS-Namen geben; RALF legt für einen Namen ohne Zeile eine an"));
  }

  PortException taken(DnsName name, List<String> lines) {
    return conflict(holds(name, lines));
  }

  /** The list does not know it, and the server answers it all the same. */
  Finding fromElsewhere(DnsName name, String seen) {
    return blocker(
        "RALF-W022",
        Text.of(
            "the Pi-hole's DNS "
                + dns
                + " answers "
                + seen
                + " for "
                + name
                + ", and no local record says so",
            "das DNS des Pi-hole "
                + dns
                + " antwortet "
                + seen
                + " auf "
                + name
                + ", und kein lokaler Eintrag sagt das"),
        Text.of(
            "a DHCP lease, a setting of dnsmasq or another name server of the homelab has that name: free it there, or give the service another one",
            "ein DHCP-Lease, eine dnsmasq-Einstellung oder ein anderer Nameserver des Homelabs hat diesen Namen: dort freigeben oder dem Dienst einen anderen geben"));
  }

  /** Another line than the one RALF would have written. */
  PortException notOurs(DnsName name, List<String> lines) {
    return conflict(
        blocker(
            "RALF-W138",
            Text.of(
                "not removed from the Pi-hole " + api + ": " + name + " is in: " + list(lines),
                "vom Pi-hole " + api + " nicht entfernt: " + name + " steht in: " + list(lines)),
            Text.of(
                "RALF removes only a line with this one name, its recorded address and nothing else, as it writes them; change that line by hand",
                "RALF entfernt nur eine Zeile mit diesem einen Namen, seiner verzeichneten Adresse und sonst nichts, wie es sie schreibt; jene Zeile von Hand ändern")));
  }

  PortException pointer(String seen) {
    return conflict(
        blocker(
            "RALF-W138",
            Text.of(
                "the Pi-hole " + api + " makes pointers by itself; this one leads to " + seen,
                "der Pi-hole " + api + " macht Zeiger selbst; dieser führt zu " + seen),
            Text.of(
                "the first line with an address decides: change the lines there",
                "die erste Zeile mit einer Adresse entscheidet: die Zeilen dort ändern")));
  }

  /** It said that it did, and its list says that it did not. */
  PortException lost(ApiCall what, List<String> lines) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W137",
        Text.of(
            "the Pi-hole "
                + api
                + " accepted "
                + what
                + ", but then its list shows: "
                + list(lines),
            "der Pi-hole "
                + api
                + " nahm "
                + what
                + " an, aber dann zeigt seine Liste: "
                + list(lines)),
        Text.of(
            "something else writes the whole list there (a synchronisation of two Pi-holes, a restored backup); let it end, then continue",
            "etwas anderes schreibt dort die ganze Liste (ein Abgleich zweier Pi-holes, eine Rücksicherung); es enden lassen, dann weitermachen"));
  }

  /** The list is right, and the DNS server does not say so. */
  Finding notServed(DnsName name, String wanted, Text seen) {
    return blocker(
        "RALF-W136",
        Text.of(
            "in the list of the Pi-hole "
                + api
                + " "
                + name
                + " is "
                + wanted
                + ", but its DNS "
                + dns
                + " says: "
                + seen.en(),
            "in der Liste des Pi-hole "
                + api
                + " ist "
                + name
                + " "
                + wanted
                + ", aber sein DNS "
                + dns
                + " sagt: "
                + seen.de()),
        Text.of(
            "ask it: dig @HOST NAME; check dns_port in ralf.yaml, and on the Pi-hole that FTL runs and could read its settings (pihole-FTL.log)",
            "selbst fragen: dig @HOST NAME; dns_port in ralf.yaml prüfen, und auf dem Pi-hole, ob FTL läuft und seine Einstellungen lesen konnte (pihole-FTL.log)"));
  }

  static Finding noMarks() {
    return Finding.hint(
        "RALF-N060",
        Text.of(
            "local records of a Pi-hole carry no mark: which are ours is not known",
            "lokale Einträge eines Pi-hole tragen keine Marke: welche unsere sind, ist unbekannt"));
  }

  private static PortException conflict(Finding finding) {
    return failed(Fault.CONFLICT, finding);
  }

  static PortException failed(Fault fault, Finding finding) {
    return new PortException(fault, finding.code().id(), finding.summary(), finding.help());
  }

  private static Finding blocker(String code, Text what, Text help) {
    return Finding.blocker(code, what).help(help);
  }

  private static String list(List<String> lines) {
    if (lines.isEmpty()) {
      return "-";
    }
    String shown = String.join("; ", lines.stream().limit(SHOWN).toList());
    return lines.size() > SHOWN ? shown + "; ..." : shown;
  }
}
