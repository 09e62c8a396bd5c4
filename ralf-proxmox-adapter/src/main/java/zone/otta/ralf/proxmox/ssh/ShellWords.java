package zone.otta.ralf.proxmox.ssh;

import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * SSH sends one string, and the remote shell splits it. This makes the string from words so that
 * any POSIX shell reads the same words back, whatever they hold.
 */
public final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+:,./-]+");
  private static final Pattern PLAIN_OPTION = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellWords() {}

  /**
   * Quotes the words.
   *
   * @throws IllegalArgumentException if a word holds NUL: no argument can
   */
  public static String quote(List<String> argv) {
    var line = new StringJoiner(" ");
    for (String word : argv) {
      // An unquoted NAME=VALUE in front would be an assignment, not a word.
      Pattern plain = line.length() == 0 ? PLAIN : PLAIN_OPTION;
      line.add(plain.matcher(word).matches() ? word : quoted(word));
    }
    return line.toString();
  }

  private static String quoted(String word) {
    if (word.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("NUL in an argument");
    }
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
