package zone.otta.ralf.workspace.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.workspace.store.ShippedMark.Mark;

class ShippedMarkTest {
  private static final UUID STORE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  @TempDir Path folder;

  private ShippedMark mark() {
    return new ShippedMark(StateDirectory.openOrCreate(folder.resolve("state")));
  }

  private Optional<Mark> written(String text) throws IOException {
    ShippedMark mark = mark();
    Files.writeString(folder.resolve("state/shipped.json"), text);
    return mark.get();
  }

  @Test
  void comesBackAsItWasPut() {
    assertThat(mark().get()).isEmpty();
    Mark put = Mark.start(STORE, 3).at(57, true).with(Optional.of(Sha256.of("snapshots")));
    mark().put(put);
    assertThat(mark().get()).contains(put);
    assertThat(put.recorded()).isEqualTo(57);
  }

  @Test
  void withoutRecordsTheyAreMadeUpForFromTheStart() {
    assertThat(Mark.start(STORE, 3).at(57, false).recorded()).isZero();
  }

  @Test
  void ofTheFirstVersionsSaysNothingOfRecordsAndSnapshots() throws IOException {
    assertThat(written("{\"store\":\"" + STORE + "\",\"position\":57,\"runs\":3}\n"))
        .contains(new Mark(STORE, 57, 3, Optional.empty(), Optional.empty()))
        .hasValueSatisfying(m -> assertThat(m.recorded()).isZero());
  }

  @Test
  void setBackKnowsNothingOfSnapshotsEither() {
    Mark all = Mark.start(STORE, 3).at(57, true).with(Optional.of(Sha256.of("snapshots")));
    assertThat(all.at(58, true).snapshots()).isPresent();
    assertThat(all.at(0, true)).isEqualTo(Mark.start(STORE, 3));
  }

  @Test
  void thatIsNotUnderstoodCountsAsNotThere() throws IOException {
    assertThat(written("{\"store\":\"" + STORE + "\"}")).isEmpty();
    assertThat(written("{\"store\":\"" + STORE + "\",\"position\":1,\"runs\":1,\"more\":1}"))
        .isEmpty();
    assertThat(written("not JSON")).isEmpty();
  }
}
