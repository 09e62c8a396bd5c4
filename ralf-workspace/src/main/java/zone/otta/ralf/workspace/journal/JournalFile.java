package zone.otta.ralf.workspace.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Objects;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.workspace.store.DurableFile;
import zone.otta.ralf.workspace.store.FileCall;

/** The bytes of a journal. */
final class JournalFile implements AutoCloseable {
  private static final int BLOCK = 1 << 16;
  private final Path path;
  private final FileChannel channel;
  private final Object key;
  private boolean failed;

  private JournalFile(Path path, FileChannel channel, Object key) {
    this.path = path;
    this.channel = channel;
    this.key = key;
  }

  static JournalFile forWriting(Path path) {
    return FileCall.on(path, () -> new JournalFile(path, DurableFile.open(path), key(path)));
  }

  static JournalFile forReading(Path path) {
    return FileCall.on(path, () -> opened(path));
  }

  private static JournalFile opened(Path path) throws IOException {
    Object before = key(path);
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    if (key(path).equals(before)) {
      return new JournalFile(path, channel, before);
    }
    channel.close();
    return opened(path);
  }

  /** What tells the file from another one that takes its name. */
  private static Object key(Path path) throws IOException {
    return Objects.requireNonNull(
        Files.readAttributes(path, BasicFileAttributes.class).fileKey(), "no file keys here");
  }

  /** Whether another file, or none, has its name now. */
  boolean moved() {
    return FileCall.on(
        path,
        () -> {
          try {
            return !key(path).equals(key);
          } catch (NoSuchFileException e) {
            return true;
          }
        });
  }

  long size() {
    return FileCall.on(path, channel::size);
  }

  Path path() {
    return path;
  }

  JournalScan scan() {
    return FileCall.on(
        path,
        () -> {
          channel.position(0);
          return JournalScan.of(Channels.newInputStream(channel));
        });
  }

  /** Reads on with a scan where its last finished append ended. */
  void further(JournalScan scan) {
    FileCall.on(
        path,
        () -> {
          channel.position(scan.end());
          scan.further(Channels.newInputStream(channel));
          return scan;
        });
  }

  byte[] read(long offset, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    return FileCall.on(
        path,
        () -> {
          while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
            // A file that became shorter leaves zeros, which fail the line's checksum.
          }
          return bytes.array();
        });
  }

  /** Over its first bytes. */
  Sha256 sum(long end) {
    MessageDigest digest = Sha256.digest();
    for (long at = 0; at < end; at += BLOCK) {
      digest.update(read(at, (int) Math.min(BLOCK, end - at)));
    }
    return Sha256.ofOctets(digest.digest());
  }

  /**
   * Cuts off what follows and makes the rest durable: a writer that was killed before its fsync
   * leaves events that can be read and would still be lost with the power.
   */
  void settle(long end) {
    FileCall.on(
        path,
        () -> {
          channel.truncate(end);
          channel.force(true);
          return end;
        });
  }

  /**
   * Writes at the end, durably when it returns.
   *
   * @throws zone.otta.ralf.port.PortException {@code RALF-J005} if that failed, now and ever after:
   *     a disk that lost a write may claim the next one stored, so only a new scan of the file can
   *     be believed
   */
  void append(long end, byte[] bytes) {
    if (failed) {
      throw JournalFault.outcomeUnknown(path);
    }
    failed = true;
    try {
      FileCall.uninterrupted(() -> write(end, ByteBuffer.wrap(bytes)));
      failed = false;
    } catch (IOException e) {
      throw JournalFault.outcomeUnknown(path);
    }
  }

  private long write(long end, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes, end + bytes.position());
    }
    channel.force(false);
    return end + bytes.position();
  }

  @Override
  public void close() {
    FileCall.on(
        path,
        () -> {
          channel.close();
          return channel;
        });
  }
}
