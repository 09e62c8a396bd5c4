package zone.otta.ralf.proxmox.api;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.http.UntrustedCertificate;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.answer.UnknownOutcome;

/** What failures of the way to the API mean. The library's own messages are not passed on. */
final class ApiFailures {
  private final String target;

  ApiFailures(String target) {
    this.target = target;
  }

  PortException of(Text title, CallTrace trace, IOException e) {
    if (e instanceof SSLPeerUnverifiedException) {
      return otherName();
    }
    if (trace.sent()) {
      return unknownOutcome(
          title,
          e instanceof InterruptedIOException
              ? Text.of("no answer in time", "keine Antwort in der Frist")
              : Text.of("the connection was lost", "die Verbindung ist abgebrochen"));
    }
    return notConnected(e);
  }

  /** Nothing was sent. */
  PortException notConnected(IOException e) {
    if (UntrustedCertificate.in(e)) {
      return changed();
    }
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-W001",
        Text.of(target + ": " + why(e).en(), target + ": " + why(e).de()),
        Text.of(
            "check host and port in ralf.yaml, and whether pveproxy runs there",
            "Host und Port in ralf.yaml prüfen, und ob dort pveproxy läuft"));
  }

  private static Text why(IOException e) {
    return switch (e) {
      case UnknownHostException unknown ->
          Text.of("the name has no address", "der Name hat keine Adresse");
      case NoRouteToHostException none -> Text.of("no route to it", "kein Weg dorthin");
      case ConnectException refused -> Text.of("connection refused", "Verbindung abgelehnt");
      case SSLException tls -> Text.of("no TLS comes about", "TLS kommt nicht zustande");
      case IOException other -> Text.of("no answer", "keine Antwort");
    };
  }

  /** The proxy answered instead of the daemon: a change may nevertheless have been made. */
  PortException noBackend(Text title, int status, String reason) {
    String said = status + " " + reason;
    return unknownOutcome(title, Text.same(said.strip()));
  }

  /** Nobody knows whether it took effect. */
  PortException unknownOutcome(Text title, Text how) {
    return UnknownOutcome.of(target, title, how);
  }

  PortException unlearned() {
    return new PortException(
        Fault.REFUSED,
        "RALF-W003",
        Text.of(
            "the certificate of " + target + " is not known",
            "das Zertifikat von " + target + " ist nicht bekannt"),
        Text.of(
            "`ralf trust` shows it; compare it with `pvenode cert info` on the node's console",
            "`ralf trust` zeigt es; mit `pvenode cert info` an der Konsole des Knotens vergleichen"));
  }

  private PortException changed() {
    return new PortException(
        Fault.REFUSED,
        "RALF-W004",
        Text.of(
            "the certificate of " + target + " is not the trusted one: somebody may be in between",
            "das Zertifikat von "
                + target
                + " ist nicht das vertraute: jemand könnte dazwischen sitzen"),
        Text.of(
            "if it was renewed: compare it with `pvenode cert info` on the node's console, then `ralf trust --fingerprint SHA256:...`",
            "wurde es erneuert: mit `pvenode cert info` an der Konsole des Knotens vergleichen, dann `ralf trust --fingerprint SHA256:...`"));
  }

  private PortException otherName() {
    return new PortException(
        Fault.REFUSED,
        "RALF-W060",
        Text.of(
            "the certificate of " + target + " is valid, but names another host",
            "das Zertifikat von " + target + " ist gültig, nennt aber einen anderen Host"),
        Text.of(
            "name the host in ralf.yaml as the certificate does (`pvenode cert info`), or pin the certificate with `ralf trust`",
            "den Host in ralf.yaml so nennen wie das Zertifikat (`pvenode cert info`), oder das Zertifikat mit `ralf trust` festhalten"));
  }

  PortException notLetIn(String reason) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W005",
        Text.of(
            target + " does not accept the API token: " + reason,
            target + " nimmt das API-Token nicht an: " + reason),
        Text.of(
            "see `pveum user token list USER@REALM` on the node: is it there, enabled, not expired? The secret is shown only when it is made",
            "`pveum user token list USER@REALM` auf dem Knoten ansehen: gibt es das Token, ist es aktiv, nicht abgelaufen? Sein Geheimnis wird nur beim Anlegen gezeigt"));
  }

  PortException ticketRefused(String user, String reason) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W005",
        Text.of(
            target + " does not accept the log-in of " + user + ": " + reason,
            target + " nimmt die Anmeldung von " + user + " nicht an: " + reason),
        Text.of(
            "see `pveum user list` on the node: is the user there, enabled, not expired?",
            "`pveum user list` auf dem Knoten ansehen: gibt es den Benutzer, ist er aktiv, nicht abgelaufen?"));
  }

  PortException notLoggedIn(String user) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W078",
        Text.of(
            target + " does not let " + user + " in with this password",
            target + " lässt " + user + " mit diesem Passwort nicht ein"),
        Text.of(
            "check api.user, realm included, and the secret behind api.password; `pveum passwd USER@REALM` on the node sets a new one for a user of the realm pve",
            "api.user mit Realm prüfen, und das Geheimnis hinter api.password; `pveum passwd USER@REALM` auf dem Knoten setzt bei einem Benutzer des Realms pve ein neues"));
  }

  PortException secondFactor(String user) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W079",
        Text.of(
            target + " asks for a second factor of " + user + ", which RALF cannot give",
            target + " verlangt von " + user + " einen zweiten Faktor, den RALF nicht geben kann"),
        Text.of(
            "use an API token instead: `api: {token: ...}`; a token needs no second factor",
            "stattdessen ein API-Token verwenden: `api: {token: ...}`; ein Token braucht keinen zweiten Faktor"));
  }

  static PortException tokenForm() {
    return new PortException(
        Fault.REFUSED,
        "RALF-W061",
        Text.of(
            "the secret is not an API token of Proxmox VE",
            "das Geheimnis ist kein API-Token von Proxmox VE"),
        Text.of(
            "its form is USER@REALM!NAME=UUID, in one line",
            "seine Form ist USER@REALM!NAME=UUID, in einer Zeile"));
  }

  PortException garbled(Text title) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W006",
        Text.of(
            title.en() + ": " + target + " answered incompletely",
            title.de() + ": " + target + " hat unvollständig geantwortet"),
        Text.of("run the command again", "Befehl wiederholen"));
  }

  PortException tooMuch(Text title, int bytes) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W009",
        Text.of(
            title.en() + ": more than " + bytes + " bytes of answer from " + target,
            title.de() + ": mehr als " + bytes + " Bytes Antwort von " + target),
        Text.of(
            "see what listens there; an answer of the API is far smaller",
            "ansehen, was dort antwortet; eine Antwort der API ist viel kleiner"));
  }

  PortException notTheApi(Text title, int status) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W062",
        Text.of(
            title.en() + ": " + target + " answered with status " + status + " and leads elsewhere",
            title.de()
                + ": "
                + target
                + " hat mit Status "
                + status
                + " geantwortet und verweist weiter"),
        Text.of(
            "name the node itself in ralf.yaml; no token is carried to another address",
            "in ralf.yaml den Knoten selbst nennen; zu einer anderen Adresse wird kein Token getragen"));
  }
}
