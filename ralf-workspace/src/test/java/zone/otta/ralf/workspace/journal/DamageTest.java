package zone.otta.ralf.workspace.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/**
 * Whatever a dying writer cannot have left behind is refused with its place, and nothing is
 * changed.
 */
class DamageTest {
  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    try (FileJournal journal = Journals.open(folder)) {
      journal.append(Journals.RUN, 0, Journals.events(1, 2));
      journal.append(Journals.RUN, 2, Journals.events(3, 3));
      journal.append(Journals.RUN, 5, Journals.events(6, 1));
    }
    lines.addAll(Files.readAllLines(file()));
  }

  @Test
  void a_changed_bit_anywhere_is_refused() throws IOException {
    byte[] whole = Files.readAllBytes(file());
    for (int at = 0; at < whole.length - 1; at++) {
      for (int bit : new int[] {1, 0x10, 0x80}) {
        byte[] changed = whole.clone();
        changed[at] ^= (byte) bit;
        Files.write(file(), changed);
        PortException refused = refused();
        assertThat(refused.code().id()).isEqualTo("RALF-J002");
        assertThat(refused.fault()).isEqualTo(Fault.NOT_UNDERSTOOD);
        assertThat(Files.readAllBytes(file())).isEqualTo(changed);
      }
    }
  }

  @Test
  void the_place_is_told() throws IOException {
    lines.set(2, lines.get(2).replace("\"us\":3", "\"us\":4"));
    assertThat(damage())
        .contains("line 3 (byte " + (lines.get(0) + lines.get(1) + "..").length() + ")");
  }

  @Test
  void a_missing_line_is_refused() throws IOException {
    for (int i = 0; i < lines.size() - 1; i++) {
      List<String> all = List.copyOf(lines);
      lines.remove(i);
      damage();
      Collections.addAll(clear(), all.toArray(String[]::new));
    }
  }

  @Test
  void two_lines_in_another_order_are_refused() throws IOException {
    Collections.swap(lines, 2, 3);
    assertThat(damage()).contains("an append is incomplete");
  }

  @Test
  void a_line_that_stands_twice_is_refused() throws IOException {
    lines.add(6, lines.get(5));
    assertThat(damage()).contains("line 7", "position 7 expected, 6 found");
  }

  @Test
  void an_append_without_its_end_is_refused_when_another_follows() throws IOException {
    lines.remove(4);
    assertThat(damage()).contains("line 5", "position 5 expected, 6 found");
  }

  @Test
  void a_forged_line_breaks_the_chain_even_with_a_right_checksum() throws IOException {
    lines.set(5, resummed(lines.get(5).replace("{\"n\":6}", "{\"n\":7}")));
    assertThat(damage()).contains("line 6", "the hash chain is broken");
  }

  @Test
  void a_gap_in_a_stream_is_refused() throws IOException {
    lines.set(5, resummed(lines.get(5).replace("\"version\":6", "\"version\":7")));
    assertThat(damage()).contains("version 6 expected, 7 found");
  }

  @Test
  void another_form_of_the_same_is_refused() throws IOException {
    lines.set(5, resummed(lines.get(5).replace("\"pos\":6,", "\"pos\": 6,")));
    assertThat(damage()).contains("the line's checksum or form is wrong");
  }

  @Test
  void a_line_without_end_costs_no_memory() throws IOException {
    byte[] garbage = new byte[8 * EventLine.MAX_BYTES];
    Arrays.fill(garbage, (byte) 'x');
    garbage[garbage.length - 1] = '\n';
    Files.write(file(), garbage);
    assertThat(refused().code().id()).isEqualTo("RALF-J002");
  }

  @Test
  void a_change_while_the_journal_is_open_is_noticed() throws IOException {
    try (FileJournal journal = Journals.open(folder)) {
      byte[] changed = Files.readAllBytes(file());
      changed[20] ^= 1;
      Files.write(file(), changed);
      assertThat(journal.verify().orElseThrow().en()).contains("line 1 (byte 0)");
      assertThatThrownBy(() -> journal.readAll(0, 1)).hasMessageContaining("RALF-J002");
      Files.write(file(), new byte[0]);
      assertThat(journal.verify().orElseThrow().en()).contains("changed since it was opened");
      assertThatThrownBy(() -> journal.readAll(0, 1)).hasMessageContaining("RALF-J002");
    }
  }

  private String damage() throws IOException {
    Files.write(file(), lines);
    PortException refused = refused();
    assertThat(refused.code().id()).isEqualTo("RALF-J002");
    return refused.what().en();
  }

  private PortException refused() {
    PortException reading =
        catchThrowableOfType(
            PortException.class, () -> FileJournal.readOnly(Journals.state(folder)));
    PortException writing = catchThrowableOfType(PortException.class, () -> Journals.open(folder));
    assertThat(reading.what()).isEqualTo(writing.what());
    return writing;
  }

  private static String resummed(String line) {
    String json = line.substring(9);
    var sum = new CRC32C();
    sum.update(json.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits(sum.getValue(), 8) + " " + json;
  }

  private List<String> clear() {
    lines.clear();
    return lines;
  }

  private Path file() {
    return Journals.state(folder).journal();
  }
}
