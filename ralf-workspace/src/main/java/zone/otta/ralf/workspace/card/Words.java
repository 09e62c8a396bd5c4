package zone.otta.ralf.workspace.card;

import java.text.Normalizer;
import java.util.Arrays;
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
   * The known word that was probably meant: one slip in short words, two in longer ones. In words
   * of three letters a wrong letter makes another word (GPU is no CPU), only a wrong order is a
   * slip.
   */
  static Optional<String> nearest(String folded, Collection<String> known) {
    if (folded.length() < 3 || folded.length() > LONGEST) {
      return Optional.empty();
    }
    String best = "";
    int least = folded.length() < 6 ? 2 : 3;
    for (String word : known) {
      if (Math.abs(word.length() - folded.length()) >= least) {
        continue;
      }
      int slips = distance(folded, word);
      boolean comparable = word.length() > 3 && folded.length() > 3;
      if (slips > 0 && slips < least && (comparable || sorted(word).equals(sorted(folded)))) {
        least = slips;
        best = word;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  private static String sorted(String word) {
    char[] letters = word.toCharArray();
    Arrays.sort(letters);
    return new String(letters);
  }

  /** Letters put in, left out, replaced, or swapped with their neighbour. */
  static int distance(String a, String b) {
    int[][] slips = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        slips[i][j] = i == 0 || j == 0 ? i + j : step(slips, a, b, i, j);
      }
    }
    return slips[a.length()][b.length()];
  }

  private static int step(int[][] slips, String a, String b, int i, int j) {
    int replaced = slips[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
  }
}
