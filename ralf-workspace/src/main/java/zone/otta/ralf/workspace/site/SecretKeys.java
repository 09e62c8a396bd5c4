package zone.otta.ralf.workspace.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.site.SecretReference;

/**
 * Lines of {@code ralf.yaml} as they may be shown: behind a key that wants a reference to a secret
 * stands a reference, or nothing. A passphrase in its place looks like ordinary words, so it is
 * known by its key alone.
 */
final class SecretKeys {
  private static final Pattern KEY =
      Pattern.compile(
          "(?<![A-Za-z0-9_])(?:key_secret|token|password|client_secret|master_password|key|secret)[\"']?\\s*:\\s*");
  private static final Pattern WORD = Pattern.compile("[\"']?([^\"'\\s,}]*)");

  private SecretKeys() {}

  /** The line with one {@code *} for each character of what is no reference. */
  static String shown(String line) {
    Matcher key = KEY.matcher(line);
    int at = 0;
    while (key.find(at)) {
      Matcher word = WORD.matcher(line).region(key.end(), line.length());
      if (!word.lookingAt() || SecretReference.parse(word.group(1)).isEmpty()) {
        return line.substring(0, key.end())
            + "*".repeat(line.codePointCount(key.end(), line.length()));
      }
      at = word.end();
    }
    return line;
  }
}
