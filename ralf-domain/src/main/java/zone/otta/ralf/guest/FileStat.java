package zone.otta.ralf.guest;

import java.math.BigDecimal;
import java.util.Optional;
import zone.otta.ralf.guest.Answers.Answer;

/**
 * A regular file as the question {@code file} shows it.
 *
 * @param modified seconds since 1970, to the nanosecond
 */
public record FileStat(FileOwner owner, BigDecimal modified, Sha256 content) {
  /** Whether the answer proves that nothing is there. */
  public static boolean absent(Answer answer) {
    return !answer.ok() && answer.text().endsWith("No such file or directory");
  }

  /** Empty if it is no regular file, or the answer is not understood. */
  public static Optional<FileStat> parse(Answer answer) {
    if (!answer.ok() || answer.lines().size() != 2) {
      return Optional.empty();
    }
    String[] f = answer.lines().get(0).split("\\|", -1);
    String sum = answer.lines().get(1);
    boolean regular = f.length == 6 && f[0].startsWith("regular");
    if (!regular
        || !f[3].matches("[0-7]{3,4}")
        || !f[5].matches("\\d{1,12}\\.\\d{9}")
        || !sum.matches("[0-9a-f]{64}  .*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new FileStat(
              new FileOwner(f[1], f[2], "0".repeat(4 - f[3].length()) + f[3]),
              new BigDecimal(f[5]),
              new Sha256(sum.substring(0, 64))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
