package zone.otta.ralf.testkit.plaintext;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of a homelab, each line labelled by hand. A line of the resource is {@code LABEL|TEXT}; the
 * label is the kind of the secret in the text, {@code -} if there is none, {@code "} if the secret
 * of the line before goes on, blank for lines that only make the file whole.
 *
 * <p>No value in it is a real one, and no token stands in it whole: {@code ‹=word›} is an invented
 * word, {@code ‹a36.5›} are 36 characters drawn by seed 5 (a letters and digits, b Base64, w Base64
 * for URLs, h hexadecimal, i digits, l lower-case and digits, u upper-case and digits), {@code
 * ‹U.5›} is a UUID, and {@code ‹›} nothing: it keeps the beginning of a token apart.
 */
record Corpus(String name, List<Document> files) {
  /** One file. */
  record Document(String name, List<Line> lines) {
    String text() {
      var text = new StringBuilder();
      lines.forEach(line -> text.append(line.text()).append('\n'));
      return text.toString();
    }
  }

  /**
   * One line.
   *
   * @param words offsets of the invented words: from, and to behind
   */
  record Line(String label, String text, List<int[]> words) {
    boolean secret() {
      return !label.isEmpty() && !label.equals("-") && !label.equals("\"");
    }
  }

  private static final int LABEL = 14;
  private static final Pattern INVENTED =
      Pattern.compile("‹(?:=([^›]*)|([a-z])(\\d+)\\.(\\d+)|U\\.(\\d+))?›");

  static Corpus read(String name) {
    try (InputStream in = Corpus.class.getResourceAsStream("/plaintext/" + name + ".txt")) {
      return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Corpus parse(String name, String text) {
    var files = new ArrayList<Document>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("=== ")) {
        files.add(new Document(line.substring(4), new ArrayList<>()));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        files.getLast().lines().add(line(line));
      }
    }
    return new Corpus(name, files);
  }

  private static Line line(String line) {
    if (line.length() < LABEL || line.charAt(LABEL) != '|') {
      throw new IllegalStateException("not LABEL|TEXT: " + line);
    }
    var text = new StringBuilder();
    var words = new ArrayList<int[]>();
    String body = line.substring(LABEL + 1);
    Matcher matcher = INVENTED.matcher(body);
    int at = 0;
    while (matcher.find()) {
      text.append(body, at, matcher.start());
      int from = text.length();
      text.append(invented(matcher.toMatchResult()));
      if (matcher.group(1) != null) {
        words.add(new int[] {from, text.length()});
      }
      at = matcher.end();
    }
    text.append(body.substring(at));
    if (text.indexOf("‹") >= 0) {
      throw new IllegalStateException("not understood: " + line);
    }
    return new Line(line.substring(0, LABEL).strip(), text.toString(), words);
  }

  private static String invented(MatchResult match) {
    if (match.group(1) != null) {
      return match.group(1);
    }
    if (match.group(5) != null) {
      var random = new Random(Integer.parseInt(match.group(5)));
      return new UUID(random.nextLong(), random.nextLong()).toString();
    }
    return match.group(2) == null
        ? ""
        : drawn(
            alphabet(match.group(2)),
            Integer.parseInt(match.group(3)),
            new Random(Integer.parseInt(match.group(4))));
  }

  private static String drawn(String alphabet, int length, Random random) {
    return random
        .ints(length, 0, alphabet.length())
        .map(alphabet::charAt)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String alphabet(String letter) {
    String digits = "0123456789";
    String lower = "abcdefghijklmnopqrstuvwxyz";
    String upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    return switch (letter) {
      case "a" -> digits + lower + upper;
      case "b" -> digits + lower + upper + "+/";
      case "w" -> digits + lower + upper + "-_";
      case "h" -> digits + "abcdef";
      case "i" -> digits;
      case "l" -> digits + lower;
      case "u" -> digits + upper;
      default -> throw new IllegalStateException(letter);
    };
  }
}
