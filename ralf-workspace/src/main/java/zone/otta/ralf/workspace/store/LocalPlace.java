package zone.otta.ralf.workspace.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import zone.otta.ralf.guest.Sha256;

/**
 * One state directory on one machine as long as that is up: a copy of it, also on a copy of the
 * machine, is another place. Whoever writes the journal of a place is the only one there.
 */
public final class LocalPlace {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int DIGITS = 16;

  private LocalPlace() {}

  /**
   * The place's name: 16 hexadecimal digits. Where the system tells no machines or files apart it
   * is another one each time.
   */
  public static String of(StateDirectory state) {
    return Sha256.of((boot() + " " + file(state.journalLock())).getBytes(StandardCharsets.UTF_8))
        .hex()
        .substring(0, DIGITS);
  }

  private static String boot() {
    try {
      return Files.readString(BOOT).strip();
    } catch (IOException e) {
      return UUID.randomUUID().toString();
    }
  }

  private static String file(Path lock) {
    Object key =
        FileCall.on(lock, () -> Files.readAttributes(lock, BasicFileAttributes.class).fileKey());
    return key == null ? UUID.randomUUID().toString() : key.toString();
  }
}
