package zone.otta.ralf.lab.opnsense;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What the model checks before it saves (dns.md section 2.3). The texts follow the language. */
final class OverrideRules {
  private static final Pattern DOMAIN =
      Pattern.compile(
          "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
  private static final Pattern HOST = Pattern.compile("\\*|([A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*)?");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|[0-9a-fA-F:]*::?[0-9a-fA-F:]*");
  private static final int LONGEST = 255;

  private OverrideRules() {}

  /** {@code host.FIELD} to text; empty if all is well. */
  static Map<String, String> check(Entry entry, OpnsenseRelease release) {
    var wrong = new LinkedHashMap<String, String>();
    if (!HOST.matcher(entry.get("hostname")).matches()) {
      wrong.put("host.hostname", "Ein gültiger Hostname muss angegeben werden.");
    }
    if (!DOMAIN.matcher(entry.get("domain")).matches()) {
      wrong.put("host.domain", "Eine gültige Domain muss angegeben werden.");
    }
    String type = entry.get("rr");
    boolean known = type.matches("A|AAAA|MX") || type.equals("TXT") && release.knowsTexts();
    if (!known) {
      wrong.put("host.rr", "Die Option ist nicht in der Liste.");
    }
    if (type.matches("A|AAAA") && !ADDRESS.matcher(entry.get("server")).matches()) {
      wrong.put("host.server", "Das Feld IP-Adresse ist erforderlich.");
    }
    if (!entry.get("ttl").matches("\\d{0,10}")) {
      wrong.put("host.ttl", "Der Wert muss zwischen 0 und 2147483647 liegen.");
    }
    if (entry.get("description").length() > LONGEST) {
      wrong.put("host.description", "Die Beschreibung ist zu lang.");
    }
    return wrong;
  }
}
