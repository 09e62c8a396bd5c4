package zone.otta.ralf.plaintext;

import java.util.regex.Pattern;

/** Measures of how much a word looks drawn at random rather than thought of by a person. */
final class Randomness {
  private static final int CHANGES_OF_KIND = 6;
  private static final double BITS_PER_CHARACTER = 3.6;
  private static final double BITS_OF_A_KEY = 3.2;
  private static final int WORD = 4;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/_.=~:-]{16,512}");
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z][A-Za-z0-9]{0,63}+(?:[-_./:]{1,2}[A-Za-z0-9]{1,63}+){1,16}+");

  private Randomness() {}

  /** Shannon entropy in bits per character. */
  static double entropy(String word) {
    var counts = new int[256]; // what lies beyond is counted by its low byte: never too high
    for (int i = 0; i < word.length(); i++) {
      counts[word.charAt(i) & 0xff]++;
    }
    double bits = 0;
    for (int count : counts) {
      double share = (double) count / word.length();
      bits -= count == 0 ? 0 : share * Math.log(share) / Math.log(2);
    }
    return bits;
  }

  static boolean hexadecimal(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (Character.digit(word.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Letters of both cases and digits, often alternating, and no words to be read in it. */
  static boolean mixed(String word) {
    return digits(word) > 0
        && word.chars().anyMatch(Character::isUpperCase)
        && word.chars().anyMatch(Character::isLowerCase)
        && changes(word) >= CHANGES_OF_KIND
        && entropy(word) > BITS_PER_CHARACTER
        && !wordy(word);
  }

  /** A key as programs make them: 16 characters or more without blanks, letters and digits. */
  static boolean key(String word) {
    return KEY.matcher(word).matches()
        && letterAndDigit(word, 16)
        && entropy(word) > BITS_OF_A_KEY
        && !name(word)
        && !wordy(word);
  }

  /** What a password's value looks like even in the middle of a sentence. */
  static boolean letterAndDigit(String word, int shortest) {
    return word.length() >= shortest
        && word.chars().anyMatch(Character::isLetter)
        && digits(word) > 0;
  }

  /** Words joined by signs, with few digits: {@code grafana-admin-v2}, {@code ops/db.password}. */
  static boolean name(String word) {
    return digits(word) <= 3 && NAME.matcher(word).matches();
  }

  /** Whether lower-case runs, as words have them, make up a third of it or more. */
  static boolean wordy(String word) {
    int inWords = 0;
    int run = 0;
    for (int i = 0; i <= word.length(); i++) {
      if (i < word.length() && Character.isLowerCase(word.charAt(i))) {
        run++;
      } else {
        inWords += run >= WORD ? run : 0;
        run = 0;
      }
    }
    return inWords * 3 >= word.length();
  }

  private static long digits(String word) {
    return word.chars().filter(Character::isDigit).count();
  }

  private static int changes(String word) {
    int changes = 0;
    for (int i = 1; i < word.length(); i++) {
      changes += Character.getType(word.charAt(i)) == Character.getType(word.charAt(i - 1)) ? 0 : 1;
    }
    return changes;
  }
}
