package zone.otta.ralf.plaintext;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name that tells what its value is: {@code POSTGRES_PASSWORD}, {@code WLAN-Kennwort}, {@code
 * client_secret}, {@code apiKey}. English and German.
 *
 * @param from offset of the name
 */
record TellingName(String text, Rank rank, int from) {
  /** How much the name says. */
  enum Rank {
    /** Whatever stands there is one. */
    PASSWORD,
    /** So are names and settings: {@code secret: grafana-admin}, {@code token: refresh}. */
    TOKEN,
    /** Says little: the value has to look like a key by itself. */
    KEY
  }

  private static final int LONGEST = 64;
  private static final List<String> PASSWORDS =
      List.of(
          "password", "passwort", "passwd", "kennwort", "passphrase", "requirepass", "masterauth");
  private static final List<String> TOKENS =
      List.of(
          "secret",
          "token",
          "credential",
          "geheimnis",
          "apikey",
          "apischlüssel",
          "privatekey",
          "accesskey",
          "secretkey",
          "secretkeybase",
          "presharedkey",
          "encryptionkey",
          "signingkey");
  private static final List<String> KEYS = List.of("key", "schlüssel", "schluessel", "auth");

  /** Names short enough to end other words too: only by themselves or behind a sign. */
  private static final Pattern SHORT =
      Pattern.compile("(?:.*[_.-])?(?:pass|pw|pwd|psk)|.*[a-z](?:Pass|Pw|Pwd|Psk)");

  private static final Pattern OPEN =
      Pattern.compile("public|pub_?key|existing|fingerprint|hostkey|cache|primary|foreign|sort");

  /** The last letters of all of them, so that most words need no closer look. */
  private static final String LAST = "ord ort swd ase uth ret ken ial nis key sel ass psk pwd ";

  /** The telling name that ends before the sign, over blanks, quotes, emphasis, parentheses. */
  static Optional<TellingName> before(String text, int sign) {
    int end = back(text, sign, " \t", 8);
    end = back(text, afterBracket(text, end), " \t", 2);
    end = back(text, end, "\"'`*\\", 4);
    return endingAt(text, end);
  }

  static Optional<TellingName> endingAt(String text, int end) {
    if (!mayEnd(text, end)) {
      return Optional.empty();
    }
    int from = end;
    while (from > 0 && end - from < LONGEST && nameable(text.charAt(from - 1))) {
      from--;
    }
    String name = text.substring(from, end);
    int start = from;
    return rank(name)
        .filter(rank -> !shortAmongWords(text, name, start))
        .map(rank -> new TellingName(name, rank, start));
  }

  /** Whether a telling name may end there: cheap, and no for most words. */
  static boolean mayEnd(String text, int end) {
    return lastLetters(text, end)
        || (end > 2 && (text.charAt(end - 1) | 0x20) == 's' && lastLetters(text, end - 1));
  }

  private static boolean lastLetters(String text, int end) {
    if (end < 3) {
      return end == 2 && (text.charAt(1) | 0x20) == 'w';
    }
    int first = text.charAt(end - 3) | 0x20;
    int second = text.charAt(end - 2) | 0x20;
    int third = text.charAt(end - 1) | 0x20;
    if (second == 'p' && third == 'w') {
      return true;
    }
    for (int i = 0; i < LAST.length(); i += 4) {
      if (LAST.charAt(i + 2) == third && LAST.charAt(i + 1) == second && LAST.charAt(i) == first) {
        return true;
      }
    }
    return false;
  }

  private static boolean nameable(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  private static int back(String text, int from, String over, int most) {
    int at = from;
    while (at > 0 && from - at < most && over.indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    return at;
  }

  /** {@code Passwort (admin): ...}. */
  private static int afterBracket(String text, int end) {
    if (end == 0 || text.charAt(end - 1) != ')') {
      return end;
    }
    for (int at = end - 2; at >= 0 && at > end - 40 && text.charAt(at) != '\n'; at--) {
      if (text.charAt(at) == '(') {
        return at;
      }
    }
    return end;
  }

  static Optional<Rank> rank(String name) {
    if (!mayEnd(name, name.length())) {
      return Optional.empty();
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (OPEN.matcher(lower).find()) {
      return Optional.empty();
    }
    if (SHORT.matcher(name).matches() || SHORT.matcher(lower).matches()) {
      return Optional.of(Rank.PASSWORD);
    }
    String compact = lower.replace("_", "").replace("-", "").replace(".", "");
    Optional<Rank> rank = ofCompact(compact);
    return rank.isEmpty() && compact.endsWith("s")
        ? ofCompact(compact.substring(0, compact.length() - 1))
        : rank;
  }

  private static Optional<Rank> ofCompact(String name) {
    if (ends(name, PASSWORDS)) {
      return Optional.of(Rank.PASSWORD);
    }
    if (ends(name, TOKENS)) {
      return Optional.of(Rank.TOKEN);
    }
    return ends(name, KEYS) ? Optional.of(Rank.KEY) : Optional.empty();
  }

  private static boolean ends(String name, List<String> endings) {
    for (String ending : endings) {
      if (name.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /** {@code the second pass: ...}. */
  private static boolean shortAmongWords(String text, String name, int from) {
    if (name.length() > 4) {
      return false;
    }
    int before = back(text, from, " ", 2);
    return before < from && before > 0 && Character.isLetter(text.charAt(before - 1));
  }
}
