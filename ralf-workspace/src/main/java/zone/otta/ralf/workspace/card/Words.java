package zone.otta.ralf.workspace.card;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Compares words as people spell them: case, umlauts, hyphens and emphasis do not matter. */
final class Words {
  private static final int LONGEST = 60;

  private Words() {}

  /**
   * The one spelling all spellings of a key or heading share; what stands in parentheses is no part
   * of it.
   */
  static String fold(String text) {
    String bounded = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
    return withoutParentheses(Normalizer.normalize(bounded, Normalizer.Form.NFC))
        .toLowerCase(Locale.ROOT)
        .replace("ä", "ae")
        .replace("ö", "oe")
        .replace("ü", "ue")
        .replace("ß", "ss")
        .replaceAll("[`*\\\\]", "")
        .replaceAll("[\\s_-]+", " ")
        .strip();
  }

  private static String withoutParentheses(String text) {
    int open = text.indexOf('(');
    return open < 0 ? text : text.substring(0, open);
  }

  /**
   * The known word that was probably meant: at most one slip in short words, two in longer ones.
   */
  static Optional<String> nearest(String folded, Collection<String> known) {
    if (folded.length() < 3 || folded.length() > LONGEST) {
      return Optional.empty();
    }
    String best = "";
    int least = folded.length() < 6 ? 2 : 3;
    for (String word : known) {
      int slips = distance(folded, word);
      if (slips > 0 && slips < least && word.length() > 2) {
        least = slips;
        best = word;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** Levenshtein distance. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
