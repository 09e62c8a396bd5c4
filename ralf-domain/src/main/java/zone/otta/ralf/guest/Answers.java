package zone.otta.ralf.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one of the ask scripts printed. For each question a line {@code #N KIND EXIT}, then its
 * output (standard output and error as one) with one blank in front of every line; {@code #end} at
 * the end. An output without {@code #end} was cut off and answers nothing.
 */
public final class Answers {
  /**
   * One answer: the exit code of the question's program and what it printed, lines without the
   * blank.
   */
  public record Answer(String kind, int exit, List<String> lines) {
    public Answer {
      lines = List.copyOf(lines);
    }

    public String text() {
      return String.join("\n", lines);
    }

    public boolean ok() {
      return exit == 0;
    }
  }

  private Answers() {}

  /**
   * The answers in the order of the questions; empty if the output is cut off or not of this form.
   */
  public static Optional<List<Answer>> parse(String output, int questions) {
    var answers = new ArrayList<Answer>();
    String kind = null;
    int exit = 0;
    var lines = new ArrayList<String>();
    boolean ended = false;
    for (String line : output.split("\n", -1)) {
      if (ended || line.isEmpty()) {
        continue;
      }
      if (line.charAt(0) == ' ') {
        lines.add(line.substring(1));
        continue;
      }
      if (kind != null) {
        answers.add(new Answer(kind, exit, lines));
        lines.clear();
      }
      if (line.equals("#end")) {
        ended = true;
        continue;
      }
      String[] words = line.split(" ", -1);
      if (words.length != 3
          || !words[0].equals("#" + (answers.size() + 1))
          || !words[2].matches("\\d{1,3}")) {
        return Optional.empty();
      }
      kind = words[1];
      exit = Integer.parseInt(words[2]);
    }
    return ended && answers.size() == questions ? Optional.of(answers) : Optional.empty();
  }
}
