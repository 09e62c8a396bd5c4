package zone.otta.ralf.workspace.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import zone.otta.ralf.card.EmbeddedStatus;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;

/**
 * Status objects in fenced JSON blocks. Further keys in them are tolerated, a second same key is
 * not.
 */
final class StatusBlocks {
  private static final Set<String> RESULTS = Set.of("OK", "WARNUNG", "BLOCKER");

  private final Reading reading;
  private final List<EmbeddedStatus> objects = new ArrayList<>();

  StatusBlocks(Reading reading) {
    this.reading = reading;
  }

  static boolean json(Outline.Fence fence) {
    String info = fence.info().strip().toLowerCase(Locale.ROOT);
    return info.equals("json") || info.startsWith("json ");
  }

  void read(Outline.Fence fence) {
    try {
      object(fence, StatusMembers.of(fence.literal()));
    } catch (JacksonException e) {
      Passage.Range range = place(fence, e.getLocation());
      CardPath path = reading.remark(CardPath.STATUS, range);
      reading.add(
          Finding.blocker(
                  "RALF-C016",
                  Text.of(
                      "the status object is not valid JSON",
                      "das Statusobjekt ist kein gültiges JSON"))
              .at(path)
              .label(Text.of("a JSON reader stops here", "hier hält ein JSON-Leser an"))
              .note(
                  Text.of(
                      "duplicate keys, trailing commas and comments are no JSON",
                      "doppelte Schlüssel, Kommas am Ende und Kommentare sind kein JSON")));
    }
  }

  private void object(Outline.Fence fence, StatusMembers members) {
    if (members.stepId().isEmpty() || !RESULTS.contains(members.result())) {
      CardPath path = reading.remark(CardPath.STATUS, fence.passage().whole());
      reading.add(
          Finding.blocker(
                  "RALF-C018",
                  Text.of(
                      "the status object is not complete",
                      "das Statusobjekt ist nicht vollständig"))
              .at(path)
              .label(
                  Text.of(
                      "needs `step_id` and `result`: OK, WARNUNG or BLOCKER",
                      "braucht `step_id` und `result`: OK, WARNUNG oder BLOCKER")));
      return;
    }
    CardPath path = reading.next(CardPath.STATUS, fence.passage().whole());
    markMembers(path, fence);
    objects.add(new EmbeddedStatus(members.stepId(), members.result()));
  }

  private void markMembers(CardPath path, Outline.Fence fence) {
    for (Passage.Range line : fence.body()) {
      for (String member : List.of("step_id", "result")) {
        int at = reading.line(line.line()).indexOf("\"" + member + "\"");
        if (at >= 0) {
          reading.mark(path.child(member), line.line(), at, line.to());
        }
      }
    }
  }

  /** Line 1 of the JSON text is the line below the opening fence. */
  private static Passage.Range place(Outline.Fence fence, @Nullable TokenStreamLocation location) {
    int line = location == null ? -1 : location.getLineNr() - 1;
    if (location == null || line < 0 || line >= fence.body().size()) {
      return fence.passage().whole();
    }
    Passage.Range range = fence.body().get(line);
    int from =
        Math.clamp(
            (long) range.from() + location.getColumnNr() - 1,
            range.from(),
            Math.max(range.from(), range.to() - 1));
    return new Passage.Range(range.line(), from, Math.min(range.to(), from + 1));
  }

  List<EmbeddedStatus> objects() {
    return objects;
  }
}
