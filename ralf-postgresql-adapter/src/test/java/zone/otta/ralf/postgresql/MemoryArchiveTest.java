package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Archived;
import zone.otta.ralf.port.Journal.Append;
import zone.otta.ralf.port.Journal.Snapshot;
import zone.otta.ralf.port.Metadata;
import zone.otta.ralf.port.PortException;

/** A memory is carried to another server by an archive, whole or not at all. */
@ExtendWith(MemoryServer.class)
class MemoryArchiveTest {
  private static final Metadata.Scope SCOPE = new Metadata.Scope("service:n8n");
  private static final StreamName OTHER = StreamName.run(8);
  private static final String ODD = "{\"text\":\"ü \\u0041 \\\\ \\\" \uD83D\uDC18\",  \"n\":1.0e5}";

  @TempDir Path folder;

  private Path archive() {
    return folder.resolve("memory.ralf");
  }

  /**
   * Two streams whose events alternate, a snapshot, a value changed twice, a lease taken thrice.
   */
  private static PostgresMemory filled(PostgresAccess access) {
    PostgresMemory memory = PostgresMemory.open(access);
    memory.journal().append(Events.RUN, 0, Events.events(1, 620));
    memory.journal().append(OTHER, 0, Events.events(1001, 3));
    memory.journal().append(Events.RUN, 620, Events.events(621, 2));
    memory.journal().append(OTHER, 3, List.of(new NewEvent(new UUID(7, 7), "odd", -1, ODD)));
    memory.journal().putSnapshot(snapshot(memory, 100));
    memory.metadata().put(SCOPE, "flow", 0, "{ \"a\":1 }");
    memory.metadata().put(SCOPE, "flow", 1, "{ \"a\":  2 }");
    for (String who : List.of("anna", "ben", "carla")) {
      var lease = memory.leases().acquire("service:n8n", who, Duration.ofHours(1)).orElseThrow();
      if (!who.equals("carla")) {
        memory.leases().release(lease);
      }
    }
    return memory;
  }

  private static Snapshot snapshot(PostgresMemory memory, int version) {
    StoredEvent at = memory.journal().readStream(Events.RUN, version - 1, 1).getFirst();
    return new Snapshot(Events.RUN, "progress", version, at.hash(), "{ \"done\": 1.0 }");
  }

  private static List<StoredEvent> all(PostgresMemory memory) {
    return memory.journal().readAll(0, 10_000);
  }

  private static void assertCarried(PostgresMemory from, PostgresMemory to) {
    assertThat(all(to)).isEqualTo(all(from)).hasSize(626);
    assertThat(to.journal().snapshot(Events.RUN, "progress")).contains(snapshot(from, 100));
    assertThat(to.metadata().list(SCOPE))
        .containsExactly(new Metadata.Entry("flow", 2, "{ \"a\":  2 }"));
    assertThat(to.anchors().take()).isEqualTo(from.anchors().take());
    assertThat(to.journal().verify()).isEmpty();
    assertThat(
            to.leases().acquire("service:n8n", "dora", Duration.ofHours(1)).orElseThrow().fence())
        .isGreaterThan(3);
  }

  @Test
  void aMemoryIsCarriedToAnotherVersionOfTheServerAndBack() throws Exception {
    MemoryStage here = MemoryServer.stage();
    try (MemoryStage there =
            MemoryStage.start(Path.of(System.getProperty("ralf.postgresql.other")));
        PostgresMemory source = filled(here.fresh());
        PostgresMemory target = PostgresMemory.open(there.fresh());
        PostgresMemory back = PostgresMemory.open(here.fresh())) {
      assertThat(major(there)).isNotEqualTo(major(here));
      Anchor kept = source.anchors().take();
      var written = MemoryArchive.write(source, archive());
      assertThat(MemoryArchive.restore(archive(), target, Optional.of(kept)))
          .isEqualTo(new MemoryArchive.Restored(written, true));
      assertThat(written)
          .isEqualTo(
              new Archived(source.identity().store(), kept, List.of(), 1, 1, 1, 0, written.sum()));
      assertCarried(source, target);
      assertThat(target.identity().store()).isNotEqualTo(source.identity().store());
      Path again = folder.resolve("again.ralf");
      MemoryArchive.write(target, again);
      MemoryArchive.restore(again, back, Optional.of(kept));
      assertCarried(source, back);
      assertThat(back.journal().append(Events.RUN, 0, Events.events(1, 620)))
          .isEqualTo(new Append.AlreadyStored(620, 620));
      assertThat(back.journal().append(OTHER, 4, Events.events(2000, 1)))
          .isEqualTo(new Append.Stored(5, 627));
    }
  }

  private static String major(MemoryStage stage) throws Exception {
    try (var connection = stage.connect(MemoryStage.READING, "ralf")) {
      return Integer.toString(connection.getMetaData().getDatabaseMajorVersion());
    }
  }

  @Test
  void anArchiveIsPrivateAndNeverReplacesAFile() throws Exception {
    try (PostgresMemory memory = filled(MemoryServer.stage().fresh())) {
      MemoryArchive.write(memory, archive());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive())))
          .isEqualTo("rw-------");
      byte[] before = Files.readAllBytes(archive());
      assertFault("RALF-J040", () -> MemoryArchive.write(memory, archive()));
      assertThat(Files.readAllBytes(archive())).isEqualTo(before);
      assertFault(
          "RALF-J040",
          () -> MemoryArchive.write(memory, folder.resolve("missing").resolve("x.ralf")));
      assertFault("RALF-J040", () -> MemoryArchive.check(folder.resolve("no"), Optional.empty()));
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).containsExactly(archive());
      }
    }
  }

  @Test
  void aMemoryThatIsNotEmptyStaysAsItIs() throws Exception {
    try (PostgresMemory source = filled(MemoryServer.stage().fresh());
        PostgresMemory target = PostgresMemory.open(MemoryServer.stage().fresh())) {
      MemoryArchive.write(source, archive());
      target.journal().append(Events.RUN, 0, Events.events(1, 1));
      assertFault("RALF-J042", () -> MemoryArchive.restore(archive(), target, Optional.empty()));
      var archived = MemoryArchive.check(archive(), Optional.empty());
      assertFault("RALF-J042", () -> MemoryArchive.isIn(target, archived));
      assertThat(all(target)).hasSize(1);
    }
  }

  @Test
  void theSameArchiveASecondTimeIsThereAlready() throws Exception {
    try (PostgresMemory source = filled(MemoryServer.stage().fresh());
        PostgresMemory target = PostgresMemory.open(MemoryServer.stage().fresh())) {
      MemoryArchive.write(source, archive());
      var archived = MemoryArchive.check(archive(), Optional.empty());
      assertThat(MemoryArchive.isIn(target, archived)).isFalse();
      assertThat(MemoryArchive.restore(archive(), target, Optional.empty()))
          .isEqualTo(new MemoryArchive.Restored(archived, true));
      assertThat(MemoryArchive.isIn(target, archived)).isTrue();
      assertThat(MemoryArchive.restore(archive(), target, Optional.empty()))
          .isEqualTo(new MemoryArchive.Restored(archived, false));
      assertThat(all(target)).isEqualTo(all(source));
    }
  }

  @Test
  void anAnchorThatWasKeptElsewhereFindsAnotherHistory() throws Exception {
    try (PostgresMemory source = filled(MemoryServer.stage().fresh());
        PostgresMemory other = PostgresMemory.open(MemoryServer.stage().fresh());
        PostgresMemory target = PostgresMemory.open(MemoryServer.stage().fresh())) {
      MemoryArchive.write(source, archive());
      other.journal().append(Events.RUN, 0, Events.events(3000, 2));
      Anchor past = other.anchors().take();
      assertFault("RALF-J043", () -> MemoryArchive.restore(archive(), target, Optional.of(past)));
      assertThat(all(target)).isEmpty();
      source.journal().append(OTHER, 4, Events.events(2000, 1));
      Anchor later = source.anchors().take();
      assertFault("RALF-J043", () -> MemoryArchive.check(archive(), Optional.of(later)));
    }
  }

  @Test
  void whatWasChangedInAnArchiveIsFound() throws Exception {
    try (PostgresMemory source = filled(MemoryServer.stage().fresh());
        PostgresMemory target = PostgresMemory.open(MemoryServer.stage().fresh())) {
      MemoryArchive.write(source, archive());
      List<String> lines = Files.readAllLines(archive());
      // Summed up anew by whoever changed it: only the chains tell then.
      assertFound(
          target,
          with(lines, 10, lines.get(10).replace("{\\\"n\\\":10}", "{\\\"n\\\":11}")),
          "line 11");
      assertFound(target, without(lines, 10), "line 11: position 10: missing");
      assertFound(target, without(lines, 626), "line 630: the streams end elsewhere");
      // Not summed up anew.
      List<String> careless = new ArrayList<>(lines);
      careless.set(629, careless.get(629).replace("fence\":3", "fence\":2"));
      Files.write(archive(), careless);
      assertRefused(target, "the sum is another");
      Files.write(archive(), lines.subList(0, 100));
      assertRefused(target, "line 101: it ends in the middle");
      Files.writeString(archive(), "# Dienst\n");
      assertRefused(target, "not an archive of a memory");
      Files.write(archive(), new byte[] {(byte) 0xff, '\n'});
      assertRefused(target, "not UTF-8");
    }
  }

  private void assertFound(PostgresMemory target, List<String> changed, String what)
      throws Exception {
    String body = String.join("\n", changed.subList(0, changed.size() - 1)) + "\n";
    Files.writeString(archive(), body + new ArchiveLine.End(Sha256.of(body)).json() + "\n");
    assertRefused(target, what);
  }

  private void assertRefused(PostgresMemory target, String what) {
    assertThatThrownBy(() -> MemoryArchive.restore(archive(), target, Optional.empty()))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("RALF-J041")
        .hasMessageContaining(what);
    assertThat(all(target)).isEmpty();
  }

  private static List<String> with(List<String> lines, int index, String line) {
    List<String> changed = new ArrayList<>(lines);
    assertThat(changed.set(index, line)).isNotEqualTo(line);
    return changed;
  }

  private static List<String> without(List<String> lines, int index) {
    List<String> changed = new ArrayList<>(lines);
    changed.remove(index);
    return changed;
  }

  @Test
  void aDamagedMemoryIsNotArchived() throws Exception {
    MemoryStage stage = MemoryServer.stage();
    PostgresAccess access = stage.fresh();
    try (PostgresMemory memory = filled(access)) {
      stage.superuser(
          access.database(),
          "SET session_replication_role = replica;"
              + " UPDATE state.event SET payload = '{\"n\":0}' WHERE pos = 7");
      assertFault("RALF-J024", () -> MemoryArchive.write(memory, archive()));
      assertThat(archive()).doesNotExist();
    }
  }

  private static void assertFault(String code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            PortException.class, e -> assertThat(e.code().id()).isEqualTo(code));
  }
}
