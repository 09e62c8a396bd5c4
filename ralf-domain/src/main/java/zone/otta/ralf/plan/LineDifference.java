package zone.otta.ralf.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** In what two texts of lines differ: by their longest common subsequence. */
public final class LineDifference {
  /**
   * A line that should be another one. A place where lines are missing or too many has one side
   * only.
   *
   * @param at number of the line in the wanted text, or of the line before which it stands; from 1
   */
  public record Change(int at, Optional<String> wanted, Optional<String> found) {}

  private LineDifference() {}

  /** In the order of the lines; a missing and an extra line at one place are one change. */
  public static List<Change> between(List<String> wanted, List<String> found) {
    int[][] common = common(wanted, found);
    var changes = new ArrayList<Change>();
    var missing = new ArrayList<String>();
    var extra = new ArrayList<String>();
    int w = 0;
    int f = 0;
    while (w < wanted.size() || f < found.size()) {
      if (w < wanted.size() && f < found.size() && wanted.get(w).equals(found.get(f))) {
        flush(changes, w, missing, extra);
        w++;
        f++;
      } else if (f >= found.size() || (w < wanted.size() && common[w + 1][f] >= common[w][f + 1])) {
        missing.add(wanted.get(w++));
      } else {
        extra.add(found.get(f++));
      }
    }
    flush(changes, w, missing, extra);
    return changes;
  }

  private static void flush(
      List<Change> changes, int at, List<String> missing, List<String> extra) {
    int first = at - missing.size() + 1;
    for (int i = 0; i < Math.max(missing.size(), extra.size()); i++) {
      changes.add(
          new Change(
              first + Math.min(i, missing.size()),
              i < missing.size() ? Optional.of(missing.get(i)) : Optional.empty(),
              i < extra.size() ? Optional.of(extra.get(i)) : Optional.empty()));
    }
    missing.clear();
    extra.clear();
  }

  /** Length of the longest common subsequence of the rests from each pair of places on. */
  private static int[][] common(List<String> a, List<String> b) {
    int[][] length = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        length[i][j] =
            a.get(i).equals(b.get(j))
                ? length[i + 1][j + 1] + 1
                : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    return length;
  }
}
