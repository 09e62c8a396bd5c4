package zone.otta.ralf.dns.pihole;

import java.io.IOException;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.http.Silence;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.SecretReference;

/**
 * What failures of the way to the Pi-hole, and its refusals, mean. Its own words are recognised and
 * never shown.
 */
final class ApiFailures {
  private final String target;

  ApiFailures(DnsEndpoint.Web where) {
    this.target = "https://" + where;
  }

  /** No answer came, so nothing is known. */
  PortException noAnswer(ApiCall what, IOException e) {
    return Silence.isOfStranger(e) ? untrusted() : unreachable(what, Silence.why(e));
  }

  PortException noTimeLeft(ApiCall what) {
    return unreachable(what, Text.of("no time is left", "es bleibt keine Zeit"));
  }

  private PortException unreachable(ApiCall what, Text why) {
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-W130",
        Text.of(
            "the Pi-hole " + target + " does not answer " + what + ": " + why.en(),
            "der Pi-hole " + target + " antwortet nicht auf " + what + ": " + why.de()),
        what.changes()
            ? Text.of(
                "whether it was carried out is unknown; RALF looks at the records before it acts again",
                "ob es ausgeführt wurde, ist unbekannt; RALF sieht die Einträge an, bevor es wieder handelt")
            : Text.of(
                "check host and port of dns in ralf.yaml, and that its web server listens with TLS there (443s in webserver.port); nothing was concluded",
                "Host und Port von dns in ralf.yaml prüfen, und ob sein Webserver dort mit TLS lauscht (443s in webserver.port); es wurde nichts daraus geschlossen"));
  }

  /** Whoever answered is not the Pi-hole: nothing it says is an answer. */
  private PortException untrusted() {
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-W131",
        Text.of(
            "the certificate of the Pi-hole "
                + target
                + " is not the trusted one; nothing was sent",
            "das Zertifikat des Pi-hole "
                + target
                + " ist nicht das vertraute; nichts wurde gesendet"),
        Text.of(
            "`ralf trust` shows and keeps it; or name its authority (ca_file: a copy of /etc/pihole/tls_ca.crt) or its SHA-256 fingerprint (fingerprint) under dns in ralf.yaml",
            "`ralf trust` zeigt und merkt es; oder unter dns in ralf.yaml seine Zertifizierungsstelle (ca_file: eine Kopie von /etc/pihole/tls_ca.crt) oder seinen SHA-256-Fingerabdruck (fingerprint) nennen"));
  }

  /** What a proxy, a redirection or a failing server says ends here. */
  void requireAnswerOfTheServer(ApiCall what, ApiReply reply) {
    int status = reply.status();
    if (status >= ApiReply.SERVER_ERROR) {
      throw unreachable(what, Text.same("HTTP " + status));
    }
    if (status >= ApiReply.MULTIPLE && status < ApiReply.BAD_REQUEST) {
      throw elsewhere(status);
    }
  }

  private PortException elsewhere(int status) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W135",
        Text.of(
            target + " leads elsewhere (HTTP " + status + ")",
            target + " verweist weiter (HTTP " + status + ")"),
        Text.of(
            "name the final address under dns in ralf.yaml; no credentials are carried to another one",
            "die endgültige Adresse unter dns in ralf.yaml nennen; zu einer anderen werden keine Zugangsdaten getragen"));
  }

  /** The answer to a login that gave no session. */
  PortException notLetIn(ApiReply reply, SecretReference password) {
    return switch (reply.status()) {
      case ApiReply.UNAUTHORIZED -> wrongPassword(password);
      case ApiReply.TOO_MANY -> reply.says("seats") ? full() : tooOften();
      case ApiReply.BAD_REQUEST ->
          reply.says("2FA") ? secondFactor() : notUnderstood(ApiCall.logIn());
      default -> notUnderstood(ApiCall.logIn());
    };
  }

  private PortException wrongPassword(SecretReference password) {
    return notLetIn(
        Text.of(
            "the password " + password + " is wrong", "das Passwort " + password + " ist falsch"),
        Text.of(
            "store the password of the web interface, or an application password (Settings: Web interface / API)",
            "das Passwort der Weboberfläche ablegen oder ein Anwendungspasswort (Settings: Web interface / API)"));
  }

  private PortException secondFactor() {
    return notLetIn(
        Text.of(
            "it asks for a second factor, and nobody is there to give one",
            "er fragt nach einem zweiten Faktor, und niemand ist da, der ihn gibt"),
        Text.of(
            "use an application password: it needs none; and set webserver.api.app_sudo to true, or it may only read",
            "ein Anwendungspasswort benutzen: es braucht keinen; und webserver.api.app_sudo auf true setzen, sonst darf es nur lesen"));
  }

  private PortException notLetIn(Text why, Text help) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W132",
        Text.of(
            "the Pi-hole " + target + " refuses the login: " + why.en(),
            "der Pi-hole " + target + " lehnt die Anmeldung ab: " + why.de()),
        help);
  }

  private PortException full() {
    return new PortException(
        Fault.REFUSED,
        "RALF-W133",
        Text.of(
            "the Pi-hole " + target + " has no free session",
            "der Pi-hole " + target + " hat keine freie Sitzung"),
        Text.of(
            "it keeps 16, each for half an hour: end some under Settings: Web interface / API, or raise webserver.api.max_sessions",
            "er hält 16, jede eine halbe Stunde: einige unter Settings: Web interface / API beenden oder webserver.api.max_sessions erhöhen"));
  }

  private PortException tooOften() {
    return new PortException(
        Fault.REFUSED,
        "RALF-W133",
        Text.of(
            "the Pi-hole " + target + " takes no more logins for now; RALF did not insist",
            "der Pi-hole "
                + target
                + " nimmt vorerst keine Anmeldung mehr an; RALF hat nicht nachgefragt"),
        Text.of(
            "wait a minute, and see whether something else tries wrong passwords there",
            "eine Minute warten und nachsehen, ob dort etwas anderes falsche Passwörter versucht"));
  }

  /** It ended the session that it had just begun. */
  PortException sessionNotKept(ApiCall what) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W133",
        Text.of(
            "the Pi-hole " + target + " does not keep the session that it gave: " + what,
            "der Pi-hole " + target + " behält die Sitzung nicht, die er gab: " + what),
        Text.of(
            "something in between may remove the header X-FTL-SID, or the clock there jumps",
            "vielleicht entfernt etwas dazwischen den Header X-FTL-SID, oder die Uhr dort springt"));
  }

  /** Another answer than the one that was due. */
  PortException refused(ApiCall what, ApiReply reply) {
    if (reply.status() == ApiReply.FORBIDDEN) {
      return reply.says("app_sudo") ? appPassword(what) : readOnly(what);
    }
    if (reply.status() == ApiReply.TOO_MANY) {
      return tooOften();
    }
    if (reply.status() == ApiReply.BAD_REQUEST) {
      return reply.says("environment variable") ? pinned(what) : invalid(what);
    }
    return notUnderstood(what);
  }

  private PortException appPassword(ApiCall what) {
    return mayNot(
        what,
        Text.of(
            "with an application password it may only be read",
            "mit einem Anwendungspasswort darf dort nur gelesen werden"),
        Text.of(
            "on the Pi-hole: pihole-FTL --config webserver.api.app_sudo true; or use the password of the web interface",
            "auf dem Pi-hole: pihole-FTL --config webserver.api.app_sudo true; oder das Passwort der Weboberfläche benutzen"));
  }

  private PortException readOnly(ApiCall what) {
    return mayNot(
        what,
        Text.of("its configuration is read-only", "seine Konfiguration ist schreibgeschützt"),
        Text.of(
            "see misc.readOnly in /etc/pihole/pihole.toml there",
            "dort misc.readOnly in /etc/pihole/pihole.toml ansehen"));
  }

  private PortException pinned(ApiCall what) {
    return mayNot(
        what,
        Text.of(
            "dns.hosts is fixed by an environment variable",
            "dns.hosts ist durch eine Umgebungsvariable festgelegt"),
        Text.of(
            "take FTLCONF_dns_hosts out of the container's settings and enter those records in the web interface",
            "FTLCONF_dns_hosts aus den Einstellungen des Containers nehmen und diese Einträge in der Weboberfläche anlegen"));
  }

  private PortException mayNot(ApiCall what, Text why, Text help) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W134",
        Text.of(
            "the Pi-hole " + target + " does not take " + what + ": " + why.en(),
            "der Pi-hole " + target + " nimmt " + what + " nicht an: " + why.de()),
        help);
  }

  private PortException invalid(ApiCall what) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W135",
        Text.of(
            "the Pi-hole " + target + " finds fault with " + what,
            "der Pi-hole " + target + " beanstandet " + what),
        Text.of(
            "enter the same record by hand under Settings: Local DNS Records: it says there what it does not like, perhaps about another line",
            "denselben Eintrag von Hand unter Settings: Local DNS Records anlegen: dort sagt er, was ihm nicht gefällt, vielleicht an einer anderen Zeile"));
  }

  PortException notUnderstood(ApiCall what) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W135",
        Text.of(
            target + " does not answer " + what + " as a Pi-hole does",
            target + " antwortet auf " + what + " nicht so wie ein Pi-hole"),
        Text.of(
            "Pi-hole 6 is needed; check host and port under dns in ralf.yaml: its own web server, not something in front of it",
            "nötig ist Pi-hole 6; Host und Port unter dns in ralf.yaml prüfen: sein eigener Webserver, nicht etwas davor"));
  }
}
