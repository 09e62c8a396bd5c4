package zone.otta.ralf.workspace.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.Text;

/** Finds words that look drawn at random: base64 or hexadecimal, long, of high entropy. */
final class RandomWord {
  private static final int SHORTEST = 20;
  private static final int SHORTEST_HEX = 32;
  private static final int LONGEST = 512;
  private static final double BITS_PER_CHARACTER = 3.6;
  private static final int CHANGES_OF_KIND = 6;
  private static final Pattern DIGEST =
      Pattern.compile(
          "(?i)sha-?\\d|md5|digest|hash|commit|fingerprint|prüfsumme|pruefsumme|checksum");
  private static final Text KIND = Text.of("a random-looking word", "ein zufällig wirkendes Wort");

  private RandomWord() {}

  static List<SecretScan.Hit> find(String text) {
    var hits = new ArrayList<SecretScan.Hit>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inside = i < text.length() && wordly(text.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        if (random(text, start, i)) {
          hits.add(new SecretScan.Hit(start, i, KIND));
        }
        start = -1;
      }
    }
    return hits;
  }

  private static boolean wordly(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '/' || c == '=');
  }

  private static boolean random(String text, int from, int to) {
    if (to - from < SHORTEST) {
      return false;
    }
    String word = text.substring(from, Math.min(to, from + LONGEST));
    boolean hex = word.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    boolean drawn = hex ? hexadecimal(word) : mixed(word);
    return drawn && !digest(text, from) && !partOfUrl(text, from);
  }

  private static boolean hexadecimal(String word) {
    return word.length() >= SHORTEST_HEX
        && word.chars().anyMatch(Character::isDigit)
        && word.chars().anyMatch(Character::isLetter)
        && entropy(word) > 3;
  }

  private static boolean mixed(String word) {
    return word.chars().anyMatch(Character::isDigit)
        && word.chars().anyMatch(Character::isUpperCase)
        && word.chars().anyMatch(Character::isLowerCase)
        && changes(word) >= CHANGES_OF_KIND
        && entropy(word) > BITS_PER_CHARACTER;
  }

  private static int changes(String word) {
    int changes = 0;
    for (int i = 1; i < word.length(); i++) {
      changes += Character.getType(word.charAt(i)) == Character.getType(word.charAt(i - 1)) ? 0 : 1;
    }
    return changes;
  }

  private static double entropy(String word) {
    var counts = new int[128]; // words are ASCII
    for (int i = 0; i < word.length(); i++) {
      counts[word.charAt(i)]++;
    }
    double bits = 0;
    for (int count : counts) {
      double share = (double) count / word.length();
      bits -= count == 0 ? 0 : share * Math.log(share) / Math.log(2);
    }
    return bits;
  }

  private static boolean digest(String text, int from) {
    String before = text.substring(Math.max(0, from - 60), from).toLowerCase(Locale.ROOT);
    return DIGEST.matcher(before.substring(before.lastIndexOf('\n') + 1)).find();
  }

  private static boolean partOfUrl(String text, int from) {
    int i = from;
    while (i > 0 && i > from - 200 && !Character.isWhitespace(text.charAt(i - 1))) {
      i--;
    }
    return text.substring(i, from).contains("://") && !text.substring(i, from).contains("@");
  }
}
