package zone.otta.ralf.workspace.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.card.Security;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.Ipv4Network;

/** The lines under "Security-Notizen", as far as RALF acts on them. */
final class SecurityLines {
  // Word boundaries are spelled out: \b looks back over all combining marks, which may be a
  // million.
  private static final Pattern LISTEN =
      Pattern.compile("(?<![\\w.*:])(\\*|::|localhost|\\d{1,3}(?:\\.\\d{1,3}){3})(?![\\w.*/:])");
  private static final Pattern BOUNDED =
      Pattern.compile("begrenz|beschr(?:ä|ae)nk|bound|limit|restrict|(?<!\\w)(?:nur|only)(?!\\w)");
  private static final Pattern METHOD =
      Pattern.compile(
          "(?<![\\w-])(scram-sha-256|md5|password|trust|peer|ident|cert|ldap|gss|sspi|radius|pam|bsd)(?![\\w-])");
  private static final Pattern ALL_HOSTS =
      Pattern.compile("(?<!\\w)host(?:ssl|nossl|gssenc|nogssenc)?\\s+\\S+\\s+\\S+\\s+all(?!\\w)");
  private static final Pattern UFW = Pattern.compile("(?<!\\w)ufw(?!\\w)");
  private static final Pattern YES =
      Pattern.compile("(?<!\\w)(true|yes|ja|on|an|aktiv\\w*|enable\\w*)(?!\\w)");
  private static final Pattern NO =
      Pattern.compile(
          "(?<!\\w)(false|no|nein|off|aus|kein\\w{0,2}|ohne|inaktiv|disable\\w*|deaktiv\\w*|optional)(?!\\w)");

  private final Reading reading;
  private final List<String> notes = new ArrayList<>();
  private final List<Ipv4Network> networks = new ArrayList<>();
  private final List<String> methods = new ArrayList<>();
  private Optional<String> listen = Optional.empty();
  private boolean bounded;
  private boolean tlsOptional;
  private Optional<Boolean> ufw = Optional.empty();

  SecurityLines(Reading reading) {
    this.reading = reading;
  }

  void line(Passage line) {
    reading.next(CardPath.SECURITY.child("notes"), line.whole());
    notes.add(line.prose());
    String words = line.prose().replace("\\", "").toLowerCase(Locale.ROOT);
    if (words.contains("listen_addresses")) {
      listen(line, words);
    }
    if (words.contains("pg_hba")) {
      hba(line, words);
    }
    if (UFW.matcher(words).find()) {
      ufw(line, words);
    }
    KeyedItem.of(line).filter(i -> i.key().equals("tls")).ifPresent(this::tls);
  }

  private void listen(Passage line, String words) {
    reading.mark(CardPath.LISTEN, line.whole());
    int behind = line.text().replace("\\", "").toLowerCase(Locale.ROOT).indexOf("listen_addresses");
    Matcher matcher = LISTEN.matcher(line.text());
    if (matcher.find(Math.max(0, Math.min(behind, line.text().length())))) {
      listen = Optional.of(matcher.group(1));
      if (!matcher.group(1).equals("*")) {
        reading.mark(CardPath.LISTEN, line.range(matcher.start(), matcher.end()));
      }
    }
    bounded |= BOUNDED.matcher(words).find();
  }

  private void hba(Passage line, String words) {
    reading.mark(CardPath.PG_HBA, line.whole());
    networks.addAll(Networks.find(reading, CardPath.PG_HBA, line));
    if (ALL_HOSTS.matcher(words).find()) {
      networks.add(Ipv4Network.of("0.0.0.0/0"));
    }
    Matcher method = METHOD.matcher(words);
    while (method.find()) {
      methods.add(method.group(1));
    }
  }

  private void ufw(Passage line, String words) {
    reading.mark(CardPath.UFW, line.whole());
    boolean off = NO.matcher(words).find();
    boolean on = YES.matcher(words).find() && !words.contains("`false`");
    ufw = Optional.of(words.contains("`true`") || (on && !off));
  }

  private void tls(KeyedItem item) {
    reading.mark(CardPath.TLS, item.value().range());
    switch (Words.fold(item.value().text())) {
      case "optional" -> tlsOptional = true;
      case "required", "require", "pflicht", "verpflichtend", "ja", "yes", "true" -> {}
      default ->
          reading.add(
              Finding.warning(
                      "RALF-C015",
                      Text.of(
                          "the card's word on TLS is not known",
                          "das Wort der Karte zu TLS ist unbekannt"))
                  .at(CardPath.TLS)
                  .label(Text.of("TLS stays required", "TLS bleibt Pflicht"))
                  .help(
                      Text.of(
                          "write `required` or `optional`",
                          "`required` oder `optional` schreiben")));
    }
  }

  Security security() {
    return new Security(listen, bounded, networks, methods, tlsOptional, ufw, notes);
  }
}
