package zone.otta.ralf.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.plan.Action;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.PlannedStep;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.testkit.golden.Golden;

/** What the node prints while it works, as a terminal, a pipe and a program get it. */
class PrintedLinesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-24T10:00:00Z"));
  private static final PlannedStep STEP =
      new PlannedStep(
          1,
          Action.CREATE,
          new Step.ProvideTemplate(
              new Facts.Template("local", "ubuntu-24.04-standard_24.04-2_amd64.tar.zst")),
          new Observation.Absent());

  /** As recorded, and what a node that means harm could write. */
  private static final List<String> LINES =
      List.of(
          "downloading http://download.proxmox.com/images/system/ubuntu-24.04-standard_24.04-2_amd64.tar.zst",
          "     0K ........ ........ ........ ........ 51%  404M 0s",
          "\t32768, 98304, 163840",
          "  ",
          "\u001b[2J\u001b]0;mine\u0007 \u202egnp.exe\rTASK OK");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Output output(Style style, boolean json) {
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Output(stream, stream, style, Language.EN, json);
  }

  private static void walk(Progress progress) {
    progress.printed("before any step");
    progress.started(STEP, 19);
    LINES.forEach(progress::printed);
    progress.verified(STEP, 19, true, Duration.ofSeconds(3));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void golden(String name, String text) {
    Golden.assertEquals(Path.of("src/test/resources/golden", name + ".txt"), text);
  }

  @Test
  void linesInAPipe() {
    try (var progress = new ProgressText(output(Style.PLAIN, false), CLOCK, false)) {
      walk(progress);
    }
    golden("printed-pipe", printed());
    assertThat(printed())
        .contains("template: 0K ........")
        .contains("\\u{1b}[2J")
        .doesNotContain("\u001b", "\u0007", "\u202e", "\r", "before any step");
  }

  @Test
  void detailOfTheLiveLine() {
    try (var progress =
        new ProgressText(output(new Style(false, true, true, 100), false), CLOCK, false)) {
      walk(progress);
    }
    String frames = String.join("\n", frames());
    golden("printed-live", frames + "\n");
    assertThat(frames)
        .contains("0.0 s  0K ........", "0.0 s  32768, 98304, 163840")
        .doesNotContain("\u001b", "\u0007", "\u202e", "before any step");
    assertThat(frames()).allMatch(f -> DisplayWidth.of(f) <= 100);
  }

  /** The states of the line, each once however often it was drawn. */
  private List<String> frames() {
    var frames = new ArrayList<String>();
    for (String frame : printed().split("\r\u001b\\[2K|\n")) {
      if (!frame.isBlank() && (frames.isEmpty() || !frames.getLast().equals(frame))) {
        frames.add(frame);
      }
    }
    return frames;
  }

  @Test
  void eventsOfTheirOwn() {
    walk(new ProgressJson(output(Style.PLAIN, true), CLOCK));
    golden("printed-json", printed());
    assertThat(printed())
        .contains("\"event\":\"printed\"", "\"step\":1", "\\u001b[2J", "\\u202egnp.exe")
        .doesNotContain("\u001b", "\u0007", "\u202e");
  }
}
