package zone.otta.ralf.secrets;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import zone.otta.ralf.port.Secret;

/**
 * The last net under everything RALF prints: known secrets, and the forms they take in URLs, JSON,
 * shell commands and Base64, become {@code ***}. A net, not the plan: no secret is meant to get
 * this far. Thread-safe.
 */
public final class Redactor {
  /** What is shown instead. */
  public static final String MASK = "***";

  private volatile List<String> forms = List.of();

  /**
   * From now on this value is masked. Values too short to search for are refused by the sources.
   */
  public void learn(Secret secret) {
    char[] value = secret.reveal();
    // What has lines is printed line by line, and recognised so.
    new String(value).lines().forEach(line -> learn(SecretForms.of(line)));
    Arrays.fill(value, '\0');
  }

  private synchronized void learn(Set<String> more) {
    if (forms.containsAll(more)) {
      return;
    }
    Set<String> all =
        new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(f -> f));
    all.addAll(forms);
    all.addAll(more);
    forms = List.copyOf(all);
  }

  /** The text with every known form masked, the longest first, so that no rest of one stays. */
  public String redact(String text) {
    String clean = text;
    for (String form : forms) {
      clean = clean.replace(form, MASK);
    }
    return clean;
  }

  /** The length of the text without an end that may be the start of a known form. */
  int certain(String text) {
    return forms.stream()
        .mapToInt(form -> text.length() - overlap(text, form))
        .min()
        .orElse(text.length());
  }

  private static int overlap(String text, String form) {
    int longest = Math.min(text.length(), form.length() - 1);
    for (int length = longest; length > 0; length--) {
      if (text.endsWith(form.substring(0, length))) {
        return length;
      }
    }
    return 0;
  }

  /**
   * A stream that masks line by line: what it gets is held back until a line ends, or it is
   * flushed.
   *
   * @param out gets UTF-8
   */
  public OutputStream guard(OutputStream out) {
    return new RedactingStream(this, out);
  }

  @Override
  public String toString() {
    return "Redactor";
  }
}
