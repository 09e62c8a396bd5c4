package zone.otta.ralf.testkit.golden;

import java.util.List;

/**
 * What differs between two texts, line by line: {@code -} expected, {@code +} found, with the two
 * lines that follow. Invisible characters at fault are made visible.
 */
final class LineDiff {
  private static final int CONTEXT = 2;
  private final List<String> before;
  private final List<String> after;
  private final StringBuilder out = new StringBuilder();

  LineDiff(String expected, String found) {
    this.before = lines(expected);
    this.after = lines(found);
  }

  /** Line ends count: a text without its last line feed is another text. */
  private static List<String> lines(String text) {
    return List.of(text.split("(?<=\n)"));
  }

  String text() {
    int[][] common = common();
    int[] at = {0, 0};
    int quiet = 0;
    while (at[0] < before.size() || at[1] < after.size()) {
      if (same(at)) {
        quiet++;
        if (!out.isEmpty() && quiet <= CONTEXT) {
          line("  ", before.get(at[0]));
        }
        at[0]++;
        at[1]++;
      } else {
        if (quiet > CONTEXT || out.isEmpty()) {
          out.append("@@ line ").append(at[0] + 1).append('\n');
        }
        quiet = 0;
        step(at, common);
      }
    }
    return out.toString();
  }

  private boolean same(int[] at) {
    return at[0] < before.size()
        && at[1] < after.size()
        && before.get(at[0]).equals(after.get(at[1]));
  }

  private void step(int[] at, int[][] common) {
    boolean removed =
        at[1] == after.size()
            || (at[0] < before.size() && common[at[0] + 1][at[1]] >= common[at[0]][at[1] + 1]);
    if (removed) {
      line("- ", before.get(at[0]++));
    } else {
      line("+ ", after.get(at[1]++));
    }
  }

  private void line(String sign, String line) {
    out.append(sign);
    for (char c : line.replaceFirst("\n$", "").toCharArray()) {
      if (Character.isISOControl(c)) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append(line.endsWith("\n") || line.isEmpty() ? "\n" : " (no line feed)\n");
  }

  /** common[i][j]: length of the longest common subsequence of the rests from i and j. */
  private int[][] common() {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
