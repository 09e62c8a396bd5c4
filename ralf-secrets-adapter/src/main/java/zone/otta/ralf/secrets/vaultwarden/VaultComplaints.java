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

  private static final Text HELP =
      Text.of(
          "open it in the web vault and save it again; if it opens there too only in part, restore it from a backup",
          "ihn im Web-Tresor öffnen und neu speichern; öffnet er sich auch dort nur zum Teil, aus einer Sicherung wiederherstellen");
}
