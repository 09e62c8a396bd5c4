package zone.otta.ralf.cli.render;

import java.util.Map;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.drift.Difference;

/** The names of facts' components, and the values that are words of ours, as people say them. */
final class FieldWords {
  private static final Map<String, Text> FIELDS =
      Map.ofEntries(
          Map.entry(Difference.PRESENCE, Text.of("presence", "Vorhandensein")),
          Map.entry("mark", Text.of("mark", "Marke")),
          Map.entry("cores", Text.of("cores", "Kerne")),
          Map.entry("memoryMib", Text.of("memory (MiB)", "Speicher (MiB)")),
          Map.entry("swapMib", Text.of("swap (MiB)", "Swap (MiB)")),
          Map.entry("rootfsMib", Text.of("root file system (MiB)", "Wurzeldateisystem (MiB)")),
          Map.entry("rootfsStorage", Text.of("storage", "Speicherort")),
          Map.entry("unprivileged", Text.of("unprivileged", "unprivilegiert")),
          Map.entry("address", Text.of("address", "Adresse")),
          Map.entry("onboot", Text.of("start on boot", "Start beim Hochfahren")),
          Map.entry("purpose", Text.of("purpose", "Zweck")),
          Map.entry("running", Text.of("running", "läuft")),
          Map.entry("settled", Text.of("nothing pending", "nichts anstehend")),
          Map.entry("ttlSeconds", Text.of("TTL (s)", "TTL (s)")),
          Map.entry("name", Text.of("name", "Name")),
          Map.entry("owner", Text.of("owner and mode", "Eigentümer und Modus")),
          Map.entry("content", Text.of("content (SHA-256)", "Inhalt (SHA-256)")),
          Map.entry("major", Text.of("major version", "Hauptversion")),
          Map.entry("names", Text.of("names", "Namen")),
          Map.entry("algorithm", Text.of("key", "Schlüssel")),
          Map.entry("keyOwner", Text.of("key file", "Schlüsseldatei")),
          Map.entry("endsSoon", Text.of("ends within 30 days", "endet binnen 30 Tagen")),
          Map.entry("fingerprint", Text.of("fingerprint", "Fingerabdruck")),
          Map.entry("active", Text.of("active", "aktiv")),
          Map.entry("startup", Text.of("at boot", "beim Hochfahren")),
          Map.entry("listening", Text.of("listening", "lauscht")),
          Map.entry(
              "configurationInEffect",
              Text.of("files loaded as they are", "Dateien so geladen, wie sie sind")),
          Map.entry("login", Text.of("may log in", "darf sich anmelden")),
          Map.entry("inherit", Text.of("inherits", "erbt")),
          Map.entry("attributes", Text.of("attributes", "Attribute")),
          Map.entry("memberOf", Text.of("member of", "Mitglied von")),
          Map.entry("verifier", Text.of("stored password", "gespeichertes Passwort")),
          Map.entry("logsInWith", Text.of("logs in with", "Anmeldung mit")),
          Map.entry("closed", Text.of("closed to PUBLIC", "für PUBLIC geschlossen")),
          Map.entry("version", Text.of("version", "Version")),
          Map.entry("migrations", Text.of("migrations (SHA-256)", "Migrationen (SHA-256)")));

  private static final Map<String, Text> VALUES =
      Map.of(
          "true",
          Text.of("yes", "ja"),
          "false",
          Text.of("no", "nein"),
          Difference.PRESENT,
          Text.of("there", "da"),
          Difference.ABSENT,
          Text.of("not there", "nicht da"),
          "none",
          Text.of("none", "keines"));

  private FieldWords() {}

  static String field(String name, Language language) {
    Text text = FIELDS.get(name);
    return text == null ? name : text.in(language);
  }

  static String value(String value, Language language) {
    Text text = VALUES.get(value);
    return text == null ? value : text.in(language);
  }
}
