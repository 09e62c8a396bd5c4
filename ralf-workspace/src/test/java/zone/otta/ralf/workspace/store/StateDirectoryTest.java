package zone.otta.ralf.workspace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.plan.MarkKey;
import zone.otta.ralf.port.PortException;

class StateDirectoryTest {
  @TempDir Path folder;

  @Test
  void it_is_made_for_the_owner_only_and_new_until_there_is_a_journal() throws Exception {
    Path root = folder.resolve("a/b/.ralf");
    StateDirectory state = StateDirectory.openOrCreate(root);
    assertThat(state.isNew()).isTrue();
    assertThat(mode(root)).isEqualTo("rwx------");
    assertThat(StateDirectory.openOrCreate(root).isNew()).isTrue();
    Files.createFile(state.journal());
    assertThat(StateDirectory.openOrCreate(root).isNew()).isFalse();
    assertThat(StateDirectory.find(root).orElseThrow().isNew()).isFalse();
  }

  @Test
  void finding_creates_nothing() {
    assertThat(StateDirectory.find(folder.resolve("none"))).isEmpty();
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void a_directory_others_may_write_is_refused_and_left_as_it_is() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    PortException refused = refused(() -> StateDirectory.openOrCreate(folder));
    assertThat(refused.code().id()).isEqualTo("RALF-J006");
    assertThat(refused.help().orElseThrow().en()).startsWith("chmod 0700 ");
    assertThat(mode(folder)).isEqualTo("rwxrwxrwx");
  }

  @Test
  void a_file_in_its_place_is_told() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(refused(() -> StateDirectory.openOrCreate(file)).code().id()).isEqualTo("RALF-J004");
  }

  @Test
  void the_mark_key_is_made_once_and_for_the_owner_only() throws Exception {
    StateDirectory state = StateDirectory.openOrCreate(folder.resolve("state"));
    assertThat(new MarkKeyStore(state).find()).isEmpty();
    var keys = ConcurrentHashMap.<String>newKeySet();
    try (var pool = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        pool.submit(() -> keys.add(proof(new MarkKeyStore(state).openOrCreate())));
      }
    }
    assertThat(keys).hasSize(1);
    assertThat(mode(state.markKey())).isEqualTo("rw-------");
    assertThat(Files.size(state.markKey())).isEqualTo(MarkKey.BYTES);
    assertThat(Files.list(state.root())).containsExactly(state.markKey());
  }

  @Test
  void a_mark_key_that_others_may_read_or_that_is_none_is_refused() throws Exception {
    StateDirectory state = StateDirectory.openOrCreate(folder.resolve("state"));
    var store = new MarkKeyStore(state);
    store.openOrCreate();
    for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----")) {
      Files.setPosixFilePermissions(state.markKey(), PosixFilePermissions.fromString(mode));
      assertThat(refused(store::openOrCreate).code().id()).isEqualTo("RALF-J006");
    }
    Files.setPosixFilePermissions(state.markKey(), PosixFilePermissions.fromString("rw-------"));
    Files.write(state.markKey(), new byte[31]);
    assertThat(refused(store::openOrCreate).code().id()).isEqualTo("RALF-J009");
  }

  private static String proof(MarkKey key) {
    return key.sign(new ServiceName("postgresql"), 1, "container 20010").toString();
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static PortException refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(PortException.class, call);
  }
}
