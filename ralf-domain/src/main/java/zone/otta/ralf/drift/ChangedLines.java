package zone.otta.ralf.drift;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.plan.LineDifference;

/** The lines in which a text file of ours was changed. */
public record ChangedLines(GuestPath path, List<LineDifference.Change> lines) {
  /** What somebody wrote beside ours could be a secret of theirs. */
  private static final List<String> SECRET = List.of("passw", "secret", "token", "conninfo");

  private static final String HIDDEN = "(not shown)";

  public ChangedLines {
    lines = List.copyOf(lines);
  }

  /** From the wanted text and the found one. */
  public static ChangedLines of(GuestPath path, String wanted, List<String> found) {
    return new ChangedLines(
        path,
        LineDifference.between(wanted.lines().toList(), found).stream()
            .map(c -> new LineDifference.Change(c.at(), c.wanted(), shown(c.found())))
            .toList());
  }

  private static Optional<String> shown(Optional<String> line) {
    return line.map(
        l -> SECRET.stream().anyMatch(l.toLowerCase(Locale.ROOT)::contains) ? HIDDEN : l);
  }
}
