package zone.otta.ralf.site;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which references a card may use, and where they really come from.
 *
 * @param allow patterns with {@code *}, for example {@code env:RALF_*}
 * @param from a reference named by a card or recipe -> the reference used instead
 */
public record SecretRules(List<String> allow, Map<SecretReference, SecretReference> from) {
  public static final SecretRules DEFAULT =
      new SecretRules(List.of("env:RALF_*", "file:secrets/*", "vaultwarden://*"), Map.of());

  public SecretRules {
    allow = List.copyOf(allow);
    from = Map.copyOf(from);
  }

  public boolean allows(SecretReference reference) {
    return allow.stream()
        .anyMatch(p -> reference.text().matches(Pattern.quote(p).replace("*", "\\E[^\\n]*\\Q")));
  }

  /** The reference to be read for one that a card names. */
  public SecretReference resolve(SecretReference reference) {
    return from.getOrDefault(reference, reference);
  }
}
