package zone.otta.ralf.secrets.vaultwarden;

import java.util.List;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened.Why;
import zone.otta.ralf.site.SecretReference;

/** What is said about what is in the vault: names and whereabouts, never a value. */
final class VaultComplaints {
  private VaultComplaints() {}

  static PortException ambiguous(SecretReference reference, List<String> candidates) {
    return ambiguous(
        reference,
        Text.of(
            candidates.size() + " items fit: " + String.join("; ", candidates),
            candidates.size() + " Einträge passen: " + String.join("; ", candidates)),
        Text.of(
            "name the item by its UUID, or add ?folder=NAME or ?collection=NAME&org=NAME",
            "den Eintrag mit seiner UUID nennen oder ?folder=NAME oder ?collection=NAME&org=NAME ergänzen"));
  }

  static PortException ambiguous(SecretReference reference, Text why, Text help) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-W109",
        Text.of(
            reference + " is not unique: " + why.en(),
            reference + " ist nicht eindeutig: " + why.de()),
        help);
  }

  /** It may be one of those that cannot be opened, so it does not count as absent. */
  static PortException hidden(SecretReference reference, long unreadable) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W110",
        Text.of(
            "whether "
                + reference
                + " is in the vault is not known: "
                + unreadable
                + " of its items cannot be opened",
            "ob es "
                + reference
                + " im Tresor gibt, ist unbekannt: "
                + unreadable
                + " seiner Einträge lassen sich nicht öffnen"),
        HELP);
  }

  static PortException unopened(SecretReference reference, Why why) {
    Text reason =
        switch (why) {
          case KEY ->
              Text.of(
                  "it is damaged, or encrypted for somebody else",
                  "er ist beschädigt oder für jemand anderen verschlüsselt");
          case UNSUPPORTED ->
              Text.of(
                  "it is encrypted in a way that RALF does not support",
                  "er ist auf eine Weise verschlüsselt, die RALF nicht unterstützt");
          case FORMAT, REFUSED, WEAK, EXCESSIVE ->
              Text.of("its form is not allowed", "seine Form ist nicht zulässig");
        };
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W110",
        Text.of(
            "the item of " + reference + " cannot be opened: " + reason.en(),
            "der Eintrag zu " + reference + " lässt sich nicht öffnen: " + reason.de()),
        HELP);
  }

  /** Where a new item shall lie is not there, or is there more than once. */
  static PortException noPlace(SecretReference reference, int found) {
    boolean none = found == 0;
    return new PortException(
        Fault.REFUSED,
        "RALF-W111",
        Text.of(
            "nothing was put into the vault for "
                + reference
                + ": "
                + (none ? "the place it names is not there" : found + " places have its name"),
            "für "
                + reference
                + " wurde nichts in den Tresor gelegt: "
                + (none ? "den genannten Ort gibt es nicht" : found + " Orte heißen so")),
        Text.of(
            "make the folder or the collection first; an organisation's item needs ?collection=NAME&org=NAME",
            "zuerst den Ordner oder die Sammlung anlegen; ein Eintrag einer Organisation braucht ?collection=NAME&org=NAME"));
  }

  static PortException notTaken(SecretReference reference, int status) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W111",
        Text.of(
            "the vault did not take a new item for " + reference + " (HTTP " + status + ")",
            "der Tresor hat keinen neuen Eintrag für "
                + reference
                + " angenommen (HTTP "
                + status
                + ")"),
        Text.of(
            "may this account write there? A collection can be shared for reading only",
            "Darf dieses Konto dort schreiben? Eine Sammlung kann nur zum Lesen geteilt sein"));
  }

  static PortException unknownOutcome(SecretReference reference) {
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-W111",
        Text.of(
            "whether the vault took a new item for " + reference + " is not known: it is not seen",
            "ob der Tresor einen neuen Eintrag für "
                + reference
                + " angenommen hat, ist unbekannt: zu sehen ist er nicht"),
        Text.of(
            "look in the web vault; nothing has used this secret yet, so creating it again is safe",
            "im Web-Tresor nachsehen; noch hat nichts dieses Geheimnis benutzt, ein neuer Versuch ist also gefahrlos"));
  }

  private static final Text HELP =
      Text.of(
          "open it in the web vault and save it again; if it opens there too only in part, restore it from a backup",
          "ihn im Web-Tresor öffnen und neu speichern; öffnet er sich auch dort nur zum Teil, aus einer Sicherung wiederherstellen");
}
