package zone.otta.ralf.workspace.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.SecretReference;

/** Finds {@code password=...}, {@code Token: ...} and the like, where the value is no reference. */
final class SecretAssignment {
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:passw(?:or[dt]|d)|kennwort|passphrase|secret|token|pwd|credential"
              + "|(?:api|private|access|secret)[_-]?key)s?[\"'`*]{0,3}[ \\t]{0,8}([:=])[ \\t]{0,8}");
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
  private static final Text KIND =
      Text.of("the value of a password or token", "der Wert eines Passworts oder Tokens");
  private static final int LONGEST = 512;

  private SecretAssignment() {}

  static List<SecretScan.Hit> find(String text) {
    var hits = new ArrayList<SecretScan.Hit>();
    Matcher name = NAME.matcher(text);
    int from = 0;
    while (from <= text.length() && name.find(from)) {
      int start = afterEmphasis(text, name.end());
      int end = valueEnd(text, start);
      if (secret(text, start, end, name.group(1).equals("="))) {
        hits.add(new SecretScan.Hit(unquotedStart(text, start), end, KIND));
      }
      from = Math.max(name.end(), end);
    }
    return hits;
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
    String first = value.split("[\\s,;()]", 2)[0].toLowerCase(Locale.ROOT);
    return first.isEmpty()
        || HARMLESS.contains(first)
        || "$<{*•.…".indexOf(value.charAt(0)) >= 0
        || value.matches("(?:env:)?[A-Z][A-Z0-9]*+(?:_[A-Z0-9]*+)+[,;.)]?")
        || value.matches("(?:env|file|vaultwarden):.*")
        || SecretReference.parse(value).filter(r -> value.contains("_")).isPresent();
  }

  /**
   * Nothing but a remark in parentheses follows: the word is the value, not the start of a
   * sentence.
   */
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
