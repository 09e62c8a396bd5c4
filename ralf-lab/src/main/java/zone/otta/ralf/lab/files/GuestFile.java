package zone.otta.ralf.lab.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A file or folder of the emulated tree.
 *
 * @param mode permission bits
 */
public record GuestFile(Content content, String owner, String group, int mode, Instant modified) {
  /** What it holds. */
  public sealed interface Content {}

  /** A folder. */
  public record Folder() implements Content {}

  /** Bytes. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  public record Bytes(byte[] bytes) implements Content {}

  /**
   * A file that a real process of this machine writes, read with its paths and addresses
   * translated.
   */
  public record Real(Path file, UnaryOperator<String> outward) implements Content {}

  public boolean folder() {
    return content instanceof Folder;
  }

  public byte[] bytes() {
    return switch (content) {
      case Folder folder -> new byte[0];
      case Bytes bytes -> bytes.bytes();
      case Real real -> read(real);
    };
  }

  private static byte[] read(Real real) {
    try {
      String text = Files.readString(real.file(), StandardCharsets.UTF_8);
      return real.outward().apply(text).getBytes(StandardCharsets.UTF_8);
    } catch (NoSuchFileException notYet) {
      return new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public GuestFile ownedBy(String newOwner, String newGroup) {
    return new GuestFile(content, newOwner, newGroup, mode, modified);
  }

  public GuestFile withMode(int newMode) {
    return new GuestFile(content, owner, group, newMode, modified);
  }

  /** Whether a user other than root may do what the bits 4, 2 or 1 mean. */
  public boolean permits(String user, int bit) {
    int shift = owner.equals(user) ? 6 : groups(user).contains(group) ? 3 : 0;
    return (mode >> shift & bit) != 0;
  }

  private static Set<String> groups(String user) {
    return user.equals("postgres") ? Set.of("postgres", "ssl-cert") : Set.of(user);
  }
}
