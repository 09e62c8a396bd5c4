package zone.otta.ralf.workspace.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.SecretReference;

/**
 * The lines under "Credentials": bare names mean the environment. A line {@code NAME: reference}
 * gives the reference.
 */
final class SecretLines {
  private static final Pattern WORD =
      Pattern.compile(
          "(?<![\\w:/])(?:(?:env|file|vaultwarden):[^\\s`,;)]{1,400}|[A-Z][A-Z0-9]{0,60}_[A-Z0-9_]{0,127})(?![\\w:])");
  private static final Pattern SCHEME = Pattern.compile("(?:env|file|vaultwarden):\\S");

  private final Reading reading;
  private final List<SecretReference> references = new ArrayList<>();

  SecretLines(Reading reading) {
    this.reading = reading;
  }

  void line(Passage line) {
    if (line.text().contains("****")) {
      return;
    }
    Matcher matcher = WORD.matcher(line.text());
    boolean schemed = SCHEME.matcher(line.text()).find();
    boolean found = false;
    while (matcher.find()) {
      if (!schemed || matcher.group().indexOf(':') > 0) {
        found = true;
        reference(line, matcher);
      }
    }
    if (!found && !announcesList(line)) {
      CardPath path = reading.remark(CardPath.SECRETS, line.whole());
      reading.add(Remarks.notUnderstood(path, Text.same("Credentials")));
    }
  }

  private static boolean announcesList(Passage line) {
    return KeyedItem.of(line).filter(i -> i.value().blank()).isPresent();
  }

  private void reference(Passage line, Matcher matcher) {
    Passage.Range range = line.range(matcher.start(), matcher.end());
    Optional<SecretReference> reference = SecretReference.parse(matcher.group());
    if (reference.isEmpty()) {
      CardPath path = reading.remark(CardPath.SECRETS, range);
      reading.add(
          Remarks.unreadable(
              path,
              "Credentials",
              Text.same("`NAME`, `file:secrets/name`, `vaultwarden://item#field:name`")));
    } else if (!references.contains(reference.get())) {
      reading.next(CardPath.SECRETS, range);
      references.add(reference.get());
    }
  }

  List<SecretReference> references() {
    return references;
  }
}
