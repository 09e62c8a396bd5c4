package zone.otta.ralf.dns.opnsense;

import java.io.IOException;
import java.util.List;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.http.Silence;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/**
 * What failures of the way to the API mean, and its refusals. Neither a library's nor the server's
 * words are shown.
 */
final class ApiFailures {
  private static final int MULTIPLE = 300;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;

  /** Stands in the server's refusal in whatever language it speaks. */
  private static final String READ_ONLY = "user-config-readonly";

  private final String target;

  ApiFailures(String target) {
    this.target = target;
  }

  PortException noAnswer(Command command, IOException e) {
    if (Silence.isOfStranger(e)) {
      return untrusted();
    }
    return unreachable(command, Silence.why(e));
  }

  PortException noTimeLeft(Command command) {
    return unreachable(command, Text.of("no time is left", "es bleibt keine Zeit"));
  }

  private PortException unreachable(Command command, Text why) {
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-W120",
        Text.of(
            "OPNsense at " + target + " does not answer: " + why.en(),
            "OPNsense unter " + target + " antwortet nicht: " + why.de()),
        command.changes()
            ? Text.of(
                "whether it was carried out is unknown; RALF looks before it acts again",
                "Ob es ausgeführt wurde, ist unbekannt; RALF sieht nach, bevor es wieder handelt")
            : Text.of(
                "check host and port of dns in ralf.yaml, and that this machine may reach the web interface there; nothing was concluded",
                "Host und Port von dns in ralf.yaml prüfen, und ob diese Maschine die Weboberfläche dort erreichen darf; es wurde nichts daraus geschlossen"));
  }

  /** No answer that counts: nobody knows what the server itself would have said. */
  private PortException untrusted() {
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-W121",
        Text.of(
            "the certificate of OPNsense at "
                + target
                + " is not the trusted one; nothing was sent",
            "das Zertifikat von OPNsense unter "
                + target
                + " ist nicht das vertraute; nichts wurde gesendet"),
        Text.of(
            "`ralf trust` shows and keeps it; or name its authority (ca_file) or its SHA-256 fingerprint (fingerprint) under dns in ralf.yaml",
            "`ralf trust` zeigt und merkt es; oder unter dns in ralf.yaml seine Zertifizierungsstelle (ca_file) oder seinen SHA-256-Fingerabdruck (fingerprint) nennen"));
  }

  /** An answer that is not the object of a command that was let in. */
  PortException refused(Command command, ApiReply reply) {
    int status = reply.status();
    if (status == UNAUTHORIZED) {
      return keyUnknown();
    }
    if (status == FORBIDDEN) {
      return privilege(command);
    }
    if (status == NOT_FOUND) {
      return tooOld(command);
    }
    if (reply.text("errorMessage").contains(READ_ONLY)
        || reply.text("message").contains(READ_ONLY)) {
      return readOnly();
    }
    if (status > SERVER_ERROR) {
      return unreachable(command, Text.same("HTTP " + status));
    }
    if (status >= MULTIPLE && status < BAD_REQUEST) {
      return elsewhere(status);
    }
    return status == SERVER_ERROR ? failed(command) : notUnderstood(command);
  }

  private PortException keyUnknown() {
    return new PortException(
        Fault.REFUSED,
        "RALF-W122",
        Text.of(
            "OPNsense at " + target + " does not know this API key (401)",
            "OPNsense unter " + target + " kennt diesen API-Schlüssel nicht (401)"),
        Text.of(
            "compare key and secret with the file that was downloaded when the key was made (System: Access: Users); the user must not be disabled or expired",
            "Schlüssel und Geheimnis mit der Datei vergleichen, die beim Anlegen heruntergeladen wurde (System: Zugang: Benutzer); der Benutzer darf nicht abgeschaltet oder abgelaufen sein"));
  }

  private PortException privilege(Command command) {
    String needed = command.privilege();
    return new PortException(
        Fault.REFUSED,
        "RALF-W123",
        Text.of(
            "the API key's user may not use "
                + path(command)
                + " (403): the privilege \""
                + needed
                + "\" is missing",
            "der Benutzer des API-Schlüssels darf "
                + path(command)
                + " nicht benutzen (403): ihm fehlt das Recht „"
                + needed
                + "“"),
        Text.of(
            "give the user \"Services: Unbound\" (before mid-2026 shown as \"Services: Unbound (MVC)\"): it covers the overrides and applying them, and is the only one RALF needs",
            "dem Benutzer „Services: Unbound“ geben (bis Mitte 2026 „Services: Unbound (MVC)“): es umfasst die Overrides und das Anwenden und ist das einzige, das RALF braucht"));
  }

  private PortException readOnly() {
    return new PortException(
        Fault.REFUSED,
        "RALF-W123",
        Text.of(
            "the API key's user may read only: OPNsense saved nothing",
            "der Benutzer des API-Schlüssels darf nur lesen: OPNsense hat nichts gespeichert"),
        Text.of(
            "take the privilege \"Deny config write\" (" + READ_ONLY + ") from the user",
            "dem Benutzer das Recht „Deny config write“ (" + READ_ONLY + ") nehmen"));
  }

  private PortException tooOld(Command command) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W124",
        Text.of(
            target + " has no " + path(command) + " (404)",
            target + " kennt " + path(command) + " nicht (404)"),
        Text.of(
            "OPNsense 23.1 or newer is needed, at its own web port; check host and port under dns in ralf.yaml",
            "nötig ist OPNsense 23.1 oder neuer, an seinem eigenen Web-Port; Host und Port unter dns in ralf.yaml prüfen"));
  }

  private PortException elsewhere(int status) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W124",
        Text.of(
            target + " leads elsewhere (HTTP " + status + ")",
            target + " verweist weiter (HTTP " + status + ")"),
        Text.of(
            "name the final address under dns in ralf.yaml; no credentials are carried to another one",
            "die endgültige Adresse unter dns in ralf.yaml nennen; zu einer anderen werden keine Zugangsdaten getragen"));
  }

  private PortException failed(Command command) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W124",
        Text.of(
            "OPNsense at " + target + " failed at " + path(command) + " (500)",
            "OPNsense unter " + target + " scheiterte an " + path(command) + " (500)"),
        Text.of(
            "see System: Log Files: Backend, and Web GUI, there; RALF looks before it acts again",
            "dort unter System: Protokolldateien: Backend und Web GUI nachsehen; RALF sieht nach, bevor es wieder handelt"));
  }

  PortException notUnderstood(Command command) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W124",
        Text.of(
            target + " does not answer " + path(command) + " as OPNsense does",
            target + " antwortet auf " + path(command) + " nicht so wie OPNsense"),
        Text.of(
            "check host and port under dns in ralf.yaml: the web interface of OPNsense itself, not of something in front of it",
            "Host und Port unter dns in ralf.yaml prüfen: die Weboberfläche von OPNsense selbst, nicht von etwas davor"));
  }

  /**
   * Values that do not pass. The texts are in the language of the web interface: only the names of
   * the fields are shown.
   */
  PortException invalid(String name, List<String> fields) {
    String list = fields.isEmpty() ? "?" : String.join(", ", fields);
    return new PortException(
        Fault.REFUSED,
        "RALF-W125",
        Text.of(
            "OPNsense does not take the override of " + name + ", because of: " + list,
            "OPNsense nimmt den Override von " + name + " nicht an, wegen: " + list),
        Text.of(
            "these are fields of Services: Unbound DNS: Overrides; try the same values there by hand, it says more",
            "das sind Felder von Dienste: Unbound DNS: Overrides; dieselben Werte dort von Hand versuchen, es sagt mehr"));
  }

  private static String path(Command command) {
    return command.path(Spelling.SNAKE, "");
  }
}
