package zone.otta.ralf.workspace.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.UUID;
import zone.otta.ralf.diagnostics.Text;

/**
 * What this state directory calls itself where a server keeps a list of devices: a UUID, made at
 * its first use and the same ever after. No secret.
 */
public final class DeviceId {
  private static final int MOST_BYTES = 64;
  private final Path file;

  public DeviceId(StateDirectory state) {
    this.file = state.device();
  }

  /** Of two processes that ask first at once both get the same. */
  public String openOrCreate() {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      DurableFile.create(file, (UUID.randomUUID() + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    String text = SmallFile.read(file, MOST_BYTES).strip();
    if (!text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
      throw StoreFault.notUnderstood(file, Text.of("not a UUID", "keine UUID"));
    }
    return text;
  }
}
