package zone.otta.ralf.secrets.vaultwarden;

import java.io.IOException;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.http.Silence;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/**
 * What failures of the way to the vault mean. Neither a library's nor the server's words are shown.
 */
final class VaultFailures {
  private static final int MULTIPLE = 300;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;
  private final String target;

  VaultFailures(String target) {
    this.target = target;
  }

  /** No answer came, so nothing is known of what is in the vault. */
  PortException noAnswer(IOException e) {
    if (Silence.isOfStranger(e)) {
      return untrusted();
    }
    return unreachable(Silence.why(e));
  }

  private PortException unreachable(Text why) {
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-W100",
        Text.of(
            "the vault " + target + " does not answer: " + why.en(),
            "der Tresor " + target + " antwortet nicht: " + why.de()),
        Text.of(
            "check vaultwarden.url in ralf.yaml, and whether the server runs: its /alive answers without a login",
            "vaultwarden.url in ralf.yaml prüfen, und ob der Server läuft: sein /alive antwortet ohne Anmeldung"));
  }

  private PortException untrusted() {
    return new PortException(
        Fault.REFUSED,
        "RALF-W101",
        Text.of(
            "the certificate of the vault " + target + " is not the trusted one; nothing was sent",
            "das Zertifikat des Tresors "
                + target
                + " ist nicht das vertraute; nichts wurde gesendet"),
        Text.of(
            "name its authority (vaultwarden.ca_file) or its SHA-256 fingerprint (vaultwarden.fingerprint) in ralf.yaml",
            "in ralf.yaml seine Zertifizierungsstelle (vaultwarden.ca_file) oder seinen SHA-256-Fingerabdruck (vaultwarden.fingerprint) nennen"));
  }

  /** What a proxy, a redirection or something else than a vault says ends here. */
  void requireAnswerOfTheServer(VaultReply reply) {
    int status = reply.status();
    if (status >= SERVER_ERROR) {
      throw unreachable(Text.same("HTTP " + status));
    }
    if (status >= MULTIPLE && status < BAD_REQUEST) {
      throw new PortException(
          Fault.REFUSED,
          "RALF-W107",
          Text.of(
              target + " leads elsewhere (HTTP " + status + ")",
              target + " verweist weiter (HTTP " + status + ")"),
          Text.of(
              "name the final address as vaultwarden.url; no credentials are carried to another one",
              "die endgültige Adresse als vaultwarden.url nennen; zu einer anderen werden keine Zugangsdaten getragen"));
    }
    if (status == NOT_FOUND) {
      throw notUnderstood();
    }
  }

  /** Besides, where an object is due. */
  void requireObject(VaultReply reply) {
    if (reply.ok() && reply.body().isEmpty()) {
      throw notUnderstood();
    }
  }

  PortException notUnderstood() {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W107",
        Text.of(
            target + " does not answer as a Vaultwarden server does",
            target + " antwortet nicht so, wie ein Vaultwarden-Server antwortet"),
        Text.of(
            "check vaultwarden.url: https, the host and, if it has one, the path in front of /api",
            "vaultwarden.url prüfen: https, der Host und gegebenenfalls der Pfad vor /api"));
  }

  /** An answer this client has no meaning for. */
  PortException refusedWith(int status) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W107",
        Text.of(
            target + " refused a call without a reason that RALF knows (HTTP " + status + ")",
            target
                + " hat einen Aufruf ohne einen Grund abgelehnt, den RALF kennt (HTTP "
                + status
                + ")"),
        Text.of("see the server's own log", "im Protokoll des Servers nachsehen"));
  }

  PortException notLetIn(Text why, Text help) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W102",
        Text.of(
            "the vault " + target + " refuses the login: " + why.en(),
            "der Tresor " + target + " lehnt die Anmeldung ab: " + why.de()),
        help);
  }

  PortException locked() {
    return new PortException(
        Fault.REFUSED,
        "RALF-W103",
        Text.of(
            "logged in to " + target + ", but the master password does not open the vault",
            "bei " + target + " angemeldet, aber das Master-Passwort öffnet den Tresor nicht"),
        Text.of(
            "check vaultwarden.master_password: it counts as it was typed, with blanks and accents, in UTF-8",
            "vaultwarden.master_password prüfen: es zählt, wie es getippt wurde, mit Leerzeichen und Umlauten, in UTF-8"));
  }

  PortException secondFactor(String kinds) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W104",
        Text.of(
            target + " asks for a second factor (" + kinds + "), and nobody is there to give one",
            target
                + " fragt nach einem zweiten Faktor ("
                + kinds
                + "), und niemand ist da, der ihn gibt"),
        Text.of(
            "use the account's API key: client_id and client_secret instead of email",
            "den API-Schlüssel des Kontos benutzen: client_id und client_secret statt email"));
  }

  PortException tooManyLogins() {
    return new PortException(
        Fault.REFUSED,
        "RALF-W105",
        Text.of(
            target + " allows no more logins for now; RALF did not insist",
            target + " erlaubt vorerst keine weiteren Anmeldungen; RALF hat nicht nachgefragt"),
        Text.of(
            "wait a minute, then run the command again: it logs in once, however many secrets it needs",
            "eine Minute warten, dann den Befehl wiederholen: er meldet sich einmal an, wie viele Geheimnisse er auch braucht"));
  }

  PortException unsupported(Text what, Text help) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W106",
        Text.of(
            "the vault " + target + " cannot be used: " + what.en(),
            "der Tresor " + target + " ist nicht benutzbar: " + what.de()),
        help);
  }

  PortException derivation(boolean weak) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W108",
        weak
            ? Text.of(
                target
                    + " asks for so little key derivation that the master password would be cheap to guess; nothing made of it was sent",
                target
                    + " verlangt so wenig Schlüsselableitung, dass das Master-Passwort billig zu raten wäre; nichts daraus wurde gesendet")
            : Text.of(
                target + " asks for more key derivation than is sensible",
                target + " verlangt mehr Schlüsselableitung, als sinnvoll ist"),
        Text.of(
            "in the web vault, account settings, security, keys: PBKDF2 with 600000 rounds, or Argon2id with 64 MiB",
            "im Web-Tresor, Kontoeinstellungen, Sicherheit, Schlüssel: PBKDF2 mit 600000 Runden oder Argon2id mit 64 MiB"));
  }
}
