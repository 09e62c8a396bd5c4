package zone.otta.ralf.site;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a secret is to be found; never the secret itself. {@code env:NAME}, {@code file:PATH}
 * (relative to the workspace) or {@code vaultwarden://ITEM[?folder=NAME][&org=NAME][#FIELD]}, names
 * percent-encoded. A bare upper-case name in a card means {@code env:}.
 */
public record SecretReference(String text) implements Comparable<SecretReference> {
  private static final Pattern ENV = Pattern.compile("env:[A-Z][A-Z0-9_]{0,127}");
  private static final Pattern FILE = Pattern.compile("file:[A-Za-z0-9_./-]{1,200}");
  private static final String NAME = "(?:[A-Za-z0-9_.~/-]|%[0-9A-Fa-f]{2}){1,200}";
  private static final String WHERE = "(?:folder|collection|org)=" + NAME;
  private static final String PART =
      "(?:password|username|notes|totp|ssh-private|field:" + NAME + ")";
  private static final Pattern VAULT =
      Pattern.compile(
          "vaultwarden://"
              + NAME
              + "(?:\\?"
              + WHERE
              + "(?:&"
              + WHERE
              + "){0,2})?(?:#"
              + PART
              + ")?");

  public SecretReference {
    if (!valid(text)) {
      throw new IllegalArgumentException("not a secret reference");
    }
  }

  private static boolean valid(String text) {
    return ENV.matcher(text).matches()
        || (FILE.matcher(text).matches() && !text.contains(".."))
        || VAULT.matcher(text).matches();
  }

  public static Optional<SecretReference> parse(String text) {
    String full = text.matches("[A-Z][A-Z0-9_]{2,127}") ? "env:" + text : text;
    return valid(full) ? Optional.of(new SecretReference(full)) : Optional.empty();
  }

  public static SecretReference env(String name) {
    return new SecretReference("env:" + name);
  }

  /** {@code env}, {@code file} or {@code vaultwarden}. */
  public String scheme() {
    return text.substring(0, text.indexOf(':'));
  }

  /** What follows the scheme and its colon. */
  public String locator() {
    return text.substring(text.indexOf(':') + 1);
  }

  @Override
  public int compareTo(SecretReference other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
