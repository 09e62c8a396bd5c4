package zone.otta.ralf.secrets;

import java.util.Arrays;
import java.util.function.Function;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.site.SecretReference;

/**
 * The rules a value must keep: 8 to 1024 printable ASCII characters on one line. ASCII because
 * SASLprep (RFC 4013) would otherwise make two different passwords of one; 8 because the last net,
 * redaction, cannot search for less.
 */
public final class UsableSecret {
  public static final int SHORTEST = 8;
  public static final int LONGEST = 1024;

  /** The longest that has lines: a private key. */
  public static final int LONGEST_WITH_LINES = 16_384;

  private UsableSecret() {}

  /** As {@link #use}, for what has lines by its nature: a private key. */
  public static <T> T useLines(
      SecretReference reference, char[] value, Function<Secret, T> callback) {
    return use(reference, value, LONGEST_WITH_LINES, true, callback);
  }

  /** Checks, hands over, and overwrites both the secret and the given array. */
  public static <T> T use(SecretReference reference, char[] value, Function<Secret, T> callback) {
    return use(reference, value, LONGEST, false, callback);
  }

  private static <T> T use(
      SecretReference reference,
      char[] value,
      int longest,
      boolean lines,
      Function<Secret, T> callback) {
    try {
      require(reference, value, longest, lines);
      try (Secret secret = new Secret(value)) {
        return callback.apply(secret);
      }
    } finally {
      Arrays.fill(value, '\0');
    }
  }

  private static void require(SecretReference reference, char[] value, int longest, boolean lines) {
    if (value.length < SHORTEST || value.length > longest) {
      throw SecretComplaints.unusable(
          reference,
          Text.of(
              "it has " + value.length + " characters, allowed are 8 to " + longest,
              "es hat " + value.length + " Zeichen, erlaubt sind 8 bis " + longest),
          Text.of("use a longer random value", "Einen längeren Zufallswert benutzen"));
    }
    for (char c : value) {
      if ((c < 0x20 || c > 0x7e) && !(lines && c == '\n')) {
        throw SecretComplaints.unusable(reference, bad(c), HELP);
      }
    }
  }

  private static final Text HELP =
      Text.of(
          "use printable ASCII characters on one line, for example the output of: openssl rand -hex 16",
          "Druckbare ASCII-Zeichen in einer Zeile benutzen, etwa die Ausgabe von: openssl rand -hex 16");

  private static Text bad(char c) {
    return c == '\n' || c == '\r'
        ? Text.of("it has more than one line", "es hat mehr als eine Zeile")
        : Text.of(
            "it holds a character that is not printable ASCII",
            "es enthält ein Zeichen, das nicht druckbares ASCII ist");
  }
}
