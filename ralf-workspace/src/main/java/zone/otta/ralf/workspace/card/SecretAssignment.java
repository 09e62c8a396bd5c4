package zone.otta.ralf.workspace.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.Text;

/**
 * Finds {@code password=...}, {@code Token: ...} and the like, where the value is no reference.
 * Looks back from each sign to the name, so that the time stays linear whatever stands in the text.
 */
final class SecretAssignment {
  private static final List<String> NAMES =
      List.of(
          "password",
          "passwort",
          "passwd",
          "kennwort",
          "passphrase",
          "secret",
          "token",
          "pwd",
          "credential",
          "apikey",
          "api_key",
          "api-key",
          "privatekey",
          "private_key",
          "private-key",
          "accesskey",
          "access_key",
          "access-key",
          "secretkey",
          "secret_key",
          "secret-key");
  private static final String LAST_LETTERS = "dtelnyDTELNY";
  private static final Set<String> HARMLESS =
      Set.of(
          "true",
          "false",
          "yes",
          "no",
          "ja",
          "nein",
          "on",
          "off",
          "none",
          "null",
          "keine",
          "kein",
          "required",
          "optional",
          "siehe",
          "see",
          "via",
          "per",
          "by",
          "aus",
          "im",
          "in",
          "from",
          "env",
          "file",
          "vault",
          "vaultwarden",
          "scram-sha-256",
          "peer",
          "intern",
          "internal",
          "tbd",
          "n/a",
          "referenz",
          "reference",
          "nur",
          "only",
          "[",
          "{",
          "|",
          ">",
          "-");
  private static final Pattern VARIABLE =
      Pattern.compile("(?:env:)?[A-Z][A-Z0-9]*+(?:_[A-Z0-9]*+)+[,;.)]?");
  private static final Pattern SCHEME = Pattern.compile("(?:env|file|vaultwarden):.*");
  private static final Text KIND =
      Text.of("the value of a password or token", "der Wert eines Passworts oder Tokens");
  private static final int LONGEST = 512;

  private SecretAssignment() {}

  static List<SecretScan.Hit> find(String text) {
    var hits = new ArrayList<SecretScan.Hit>();
    int at = 0;
    while (at < text.length()) {
      char sign = text.charAt(at++);
      if ((sign == ':' || sign == '=') && named(text, at - 1)) {
        int start = afterEmphasis(text, at);
        int end = valueEnd(text, start);
        if (secret(text, start, end, sign == '=')) {
          hits.add(new SecretScan.Hit(unquotedStart(text, start), end, KIND));
        }
        at = Math.max(at, end);
      }
    }
    return hits;
  }

  /** Whether a telling name ends before the sign; quotes, emphasis and a plural may follow it. */
  private static boolean named(String text, int sign) {
    int blanks = back(text, sign, " \t", 8);
    int end = back(text, blanks, "\"'`*", 3);
    boolean plural = end > 0 && text.charAt(end - 1) == 's';
    return endsWithName(text, end) || (plural && endsWithName(text, end - 1));
  }

  private static int back(String text, int from, String over, int most) {
    int at = from;
    while (at > 0 && from - at < most && over.indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    return at;
  }

  private static boolean endsWithName(String text, int end) {
    if (end == 0 || LAST_LETTERS.indexOf(text.charAt(end - 1)) < 0) {
      return false;
    }
    for (String name : NAMES) {
      if (text.regionMatches(true, end - name.length(), name, 0, name.length())) {
        return true;
      }
    }
    return false;
  }

  private static int afterEmphasis(String text, int at) {
    int i = at;
    while (i < text.length() && i < at + 8 && "*_ \t".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  private static boolean quoted(String text, int start) {
    return start < text.length() && "\"'`".indexOf(text.charAt(start)) >= 0;
  }

  private static int unquotedStart(String text, int start) {
    return quoted(text, start) ? start + 1 : start;
  }

  private static int valueEnd(String text, int start) {
    int last = Math.min(text.length(), start + LONGEST);
    if (quoted(text, start)) {
      int end = start + 1;
      while (end < last && text.charAt(end) != text.charAt(start) && !lineEnd(text.charAt(end))) {
        end++;
      }
      return end;
    }
    int end = start;
    while (end < last && !Character.isWhitespace(text.charAt(end)) && text.charAt(end) != '`') {
      end++;
    }
    return end;
  }

  private static boolean lineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean secret(String text, int start, int end, boolean equalsSign) {
    String value = text.substring(Math.min(unquotedStart(text, start), end), end);
    if (harmless(value)) {
      return false;
    }
    return equalsSign || quoted(text, start) || alone(text, end) || random(value);
  }

  private static boolean harmless(String value) {
    int end = 0;
    while (end < value.length() && " \t,;()".indexOf(value.charAt(end)) < 0) {
      end++;
    }
    return end == 0
        || HARMLESS.contains(value.substring(0, end).toLowerCase(Locale.ROOT))
        || "$<{*•.…".indexOf(value.charAt(0)) >= 0
        || VARIABLE.matcher(value).matches()
        || SCHEME.matcher(value).matches();
  }

  /** Nothing but a remark in parentheses follows: the word is the value, not a sentence's start. */
  private static boolean alone(String text, int end) {
    int i = end;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i >= text.length() || lineEnd(text.charAt(i)) || text.charAt(i) == '(';
  }

  private static boolean random(String value) {
    boolean letter = value.chars().anyMatch(Character::isLetter);
    boolean digit = value.chars().anyMatch(Character::isDigit);
    return letter && digit && value.length() >= 6;
  }
}
