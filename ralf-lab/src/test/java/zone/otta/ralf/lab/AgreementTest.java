package zone.otta.ralf.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.lab.node.Storage;
import zone.otta.ralf.lab.node.WorldOptions;

/**
 * The lab's side of the agreement with the stand-in of the end-to-end runs, and of both with the
 * captures.
 */
final class AgreementTest {
  private static final String NOT_CAPTURED = "not captured";

  @TempDir private Path dir;

  private static WorldOptions node() {
    return new WorldOptions(
        "pve",
        "10.10.0.1",
        "10.10.0.1",
        List.of(
            new Storage("local", Storage.Type.DIR, 264212084, 34078924, 72311988),
            new Storage("fast", Storage.Type.BTRFS, 6291456, 5920, 5749760)),
        List.of(WorldOptions.BOOKWORM),
        List.of(),
        Duration.ofMillis(20),
        Duration.ZERO,
        Duration.ZERO);
  }

  @Test
  void lab_answers_as_agreed() throws Exception {
    var different = new ArrayList<String>();
    try (Lab lab = Lab.start(LabOptions.in(dir.resolve("lab")).withWorld(node()));
        LabClient client = LabClient.of(lab)) {
      for (Path file : Agreement.files()) {
        var text = new StringBuilder();
        for (Agreement.Entry entry : Agreement.read(file)) {
          LabClient.Result result = client.line(entry.line(), new byte[0]);
          List<String> answer =
              Agreement.answer(entry.call(), result.exit(), result.out(), result.err());
          text.append(String.join("\n", answer)).append("\n\n");
          if (!answer.equals(entry.answer())) {
            different.add(
                file.getFileName()
                    + " ### "
                    + entry.call()
                    + "\n"
                    + String.join("\n", answer)
                    + "\nagreed\n"
                    + String.join("\n", entry.answer()));
          }
        }
      }
    }
    assertThat(different).isEmpty();
  }

  @Test
  void captured_answers_are_in_the_captures() throws Exception {
    Path folder = Shared.path("protocols/proxmox-conversations");
    Map<String, List<Conversation.Entry>> read = new TreeMap<>();
    var missing = new ArrayList<String>();
    int captured = 0;
    for (Path file : Agreement.files()) {
      for (Agreement.Entry entry : Agreement.read(file)) {
        if (entry.source().equals(NOT_CAPTURED)) {
          continue;
        }
        if (!read.containsKey(entry.source())) {
          read.put(entry.source(), Conversation.read(folder.resolve(entry.source() + ".txt")));
        }
        captured++;
        if (read.get(entry.source()).stream().noneMatch(c -> same(c, entry))) {
          missing.add(entry.call());
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(captured).isGreaterThan(60);
  }

  @Test
  void every_call_has_a_source() throws IOException {
    for (Path file : Agreement.files()) {
      assertThat(Agreement.read(file))
          .isNotEmpty()
          .allSatisfy(e -> assertThat(e.source()).as(e.call()).isNotEmpty());
      assertThat(Files.readString(file)).startsWith("# ");
    }
  }

  /** Node and gateway had other names where it was recorded. */
  private static boolean same(Conversation.Entry recorded, Agreement.Entry agreed) {
    String call = here(recorded.line().replace("LC_ALL=C.UTF-8 ", "")).replace("\n", "\\n");
    return call.equals(agreed.call())
        && Agreement.answer(call, recorded.exit(), here(recorded.out()), here(recorded.err()))
            .equals(agreed.answer());
  }

  private static String here(String text) {
    return text.replace("pve1", "pve").replace("10.10.10.1", "10.10.0.1");
  }
}
