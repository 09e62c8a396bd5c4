package zone.otta.ralf.workspace.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.MarkKey;

/**
 * The workspace's key for marks: 32 random bytes in {@code mark.key}, mode 0600. Whoever has it can
 * forge marks, so it is refused, as ssh does with private keys, when others may read it.
 */
public final class MarkKeyStore {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private final Path file;

  public MarkKeyStore(StateDirectory state) {
    this.file = state.markKey();
  }

  /** The key, made at first use. Of two processes that do so at once both get the same key. */
  public MarkKey openOrCreate() {
    return find().orElseGet(this::create);
  }

  /**
   * The key, if there is one.
   *
   * @throws zone.otta.ralf.port.PortException {@code RALF-J006} if others may read it, {@code
   *     RALF-J009} if it is no key
   */
  public Optional<MarkKey> find() {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(read());
    } catch (IOException e) {
      throw StoreFault.io(file, e);
    }
  }

  private MarkKey create() {
    byte[] key = new byte[MarkKey.BYTES];
    new SecureRandom().nextBytes(key);
    DurableFile.create(file, key);
    return find().orElseThrow(() -> new IllegalStateException("mark key vanished"));
  }

  private MarkKey read() throws IOException {
    var mode = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(mode)) {
      throw StoreFault.open(file, PosixFilePermissions.toString(mode), "0600");
    }
    if (Files.size(file) != MarkKey.BYTES) {
      throw StoreFault.notUnderstood(
          file,
          Text.of(
              "not " + MarkKey.BYTES + " bytes long", "nicht " + MarkKey.BYTES + " Bytes lang"));
    }
    return new MarkKey(Files.readAllBytes(file));
  }
}
