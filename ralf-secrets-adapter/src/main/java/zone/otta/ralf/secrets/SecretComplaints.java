package zone.otta.ralf.secrets;

import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.SecretReference;

/** What is said about secrets: references and rules, never a value, never a library's message. */
public final class SecretComplaints {
  private SecretComplaints() {}

  /** Nothing is there. */
  public static PortException missing(SecretReference reference, Text help) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W025",
        Text.of(
            "the secret " + reference + " is not there",
            "das Geheimnis " + reference + " ist nicht da"),
        help);
  }

  /** Something is there and must not be used. */
  public static PortException unusable(SecretReference reference, Text why, Text help) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W026",
        Text.of(
            "the secret " + reference + " cannot be used: " + why.en(),
            "das Geheimnis " + reference + " ist nicht benutzbar: " + why.de()),
        help);
  }

  /** A passphrase whose characters are not known for sure opens nothing. */
  public static PortException notUtf8(SecretReference reference) {
    return unusable(
        reference,
        Text.of("it is not in UTF-8", "es ist nicht in UTF-8"),
        Text.of(
            "write it to a file in UTF-8, or set LC_ALL=C.UTF-8 where it is a variable",
            "es in UTF-8 in eine Datei schreiben oder, wo es eine Variable ist, LC_ALL=C.UTF-8 setzen"));
  }

  /** The place cannot be asked, so nothing is known of the secret. */
  public static PortException unreadable(SecretReference reference) {
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-W026",
        Text.of(
            "the secret " + reference + " cannot be read by this user",
            "das Geheimnis " + reference + " ist für diesen Benutzer nicht lesbar"),
        Text.of(
            "check the owner and the permissions of the file and of its folders",
            "Besitzer und Rechte der Datei und ihrer Ordner prüfen"));
  }

  /** The reference itself is not served. */
  public static PortException notServed(SecretReference reference, Text why, Text help) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W027",
        Text.of(
            "the reference " + reference + " is not served: " + why.en(),
            "der Verweis " + reference + " wird nicht bedient: " + why.de()),
        help);
  }

  /** One that was renewed is not renewed again before the one before it was given up. */
  public static PortException renewedAlready(SecretReference reference) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-W028",
        Text.of(
            "the secret " + reference + " was renewed already, and the one before it is still kept",
            "das Geheimnis " + reference + " wurde schon erneuert und das vorige noch aufgehoben"),
        Text.of(
            "`ralf secrets rotate SERVICE` ends that rotation",
            "`ralf secrets rotate DIENST` bringt jenen Wechsel zu Ende"));
  }

  /** There is no secret before the present one. */
  public static PortException noFormer(SecretReference reference) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W028",
        Text.of(
            "no former secret of " + reference + " is kept",
            "von " + reference + " ist kein voriges Geheimnis aufgehoben"),
        Text.of("plan again", "neu planen"));
  }

  /** There is one; a secret is never overwritten. */
  public static PortException exists(SecretReference reference) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-W027",
        Text.of(
            "no secret was made for " + reference + ": there is one already",
            "für " + reference + " wurde kein Geheimnis erzeugt: es gibt schon eines"),
        Text.of(
            "use it, or move it away first; RALF never overwrites a secret",
            "Es benutzen oder vorher wegräumen; RALF überschreibt nie ein Geheimnis"));
  }
}
