package zone.otta.ralf.workspace.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import zone.otta.ralf.workspace.store.DurableFile;
import zone.otta.ralf.workspace.store.FileCall;

/** The bytes of a journal. */
final class JournalFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private boolean failed;

  private JournalFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static JournalFile forWriting(Path path) {
    return new JournalFile(path, FileCall.on(path, () -> DurableFile.open(path)));
  }

  static JournalFile forReading(Path path) {
    return new JournalFile(
        path, FileCall.on(path, () -> FileChannel.open(path, StandardOpenOption.READ)));
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
