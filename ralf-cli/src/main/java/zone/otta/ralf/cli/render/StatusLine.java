package zone.otta.ralf.cli.render;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.gate.StatusJson;
import zone.otta.ralf.gate.StatusObject;

/** A status object for people: one line, or all of it. */
public final class StatusLine {
  private static final int ID = 30;
  private static final int VERDICT = 8;

  private StatusLine() {}

  /**
   * @param whole the object as JSON, too
   */
  public static List<String> of(StatusObject status, Style style, boolean whole) {
    var lines = new ArrayList<String>();
    String gap = " ".repeat(VERDICT - status.result().name().length());
    String head =
        DisplayWidth.pad(status.stepId(), ID) + " " + style.verdict(status.result()) + gap;
    int indent = Math.max(ID, status.stepId().length()) + 1 + VERDICT;
    lines.addAll(Wrap.lines(head, indent, SafeText.of(status.summary()), style.width()));
    if (whole) {
      StatusJson.write(status).pretty().lines().map(SafeText::of).forEach(lines::add);
    }
    return lines;
  }
}
