package zone.otta.ralf.dns.opnsense;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a command is written in a URL. The router of 24.7 and later takes both; the one before takes
 * the second only, and so do the narrow privileges before 25.7, which match the text of the URL.
 */
enum Spelling {
  SNAKE {
    @Override
    String of(String command) {
      return command;
    }
  },
  CAMEL {
    @Override
    String of(String command) {
      return LETTER_AFTER_LINE
          .matcher(command)
          .replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
    }
  };

  private static final Pattern LETTER_AFTER_LINE = Pattern.compile("_([a-z])");

  /**
   * @param command as {@code search_host_override}
   */
  abstract String of(String command);
}
