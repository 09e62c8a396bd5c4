package zone.otta.ralf.lab.guest;

import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.lab.exec.NotInVocabulary;
import zone.otta.ralf.lab.files.GuestFile;

/** The directives of {@code stat -c} that RALF and the recordings use. */
final class StatFormat {
  private static final Pattern DIRECTIVE = Pattern.compile("%(?:\\.9Y|.)");
  private static final int FOLDER_SIZE = 4096;

  private StatFormat() {}

  static String print(String format, String path, GuestFile file) {
    return DIRECTIVE
        .matcher(format)
        .replaceAll(
            m ->
                Matcher.quoteReplacement(
                    switch (m.group()) {
                      case "%F" -> kind(file);
                      case "%U" -> file.owner();
                      case "%G" -> file.group();
                      case "%a" -> Integer.toOctalString(file.mode());
                      case "%s" ->
                          Integer.toString(file.folder() ? FOLDER_SIZE : file.bytes().length);
                      case "%n" -> path;
                      case "%.9Y" -> seconds(file.modified());
                      default -> throw new NotInVocabulary(List.of("stat", "-c", format, path));
                    }));
  }

  private static String kind(GuestFile file) {
    if (file.folder()) {
      return "directory";
    }
    return file.bytes().length == 0 ? "regular empty file" : "regular file";
  }

  private static String seconds(Instant time) {
    return String.format("%d.%09d", time.getEpochSecond(), time.getNano());
  }
}
