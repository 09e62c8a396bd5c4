package zone.otta.ralf.workspace.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import zone.otta.ralf.workspace.store.DurableFile;
import zone.otta.ralf.workspace.store.StoreFault;

/**
 * The bytes of a journal. An interrupt of the calling thread closes a file channel, so a pending
 * one is put aside during every call and set again afterwards; one that comes in the middle of a
 * write ends the journal as any other failed write does.
 */
final class JournalFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private boolean failed;

  private JournalFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static JournalFile forWriting(Path path) {
    return open(path, () -> DurableFile.open(path));
  }

  static JournalFile forReading(Path path) {
    return open(path, () -> FileChannel.open(path, StandardOpenOption.READ));
  }

  private static JournalFile open(Path path, Io<FileChannel> opening) {
    return new JournalFile(path, call(path, opening));
  }

  Path path() {
    return path;
  }

  JournalScan scan() {
    return call(
        path,
        () -> {
          channel.position(0);
          return JournalScan.of(Channels.newInputStream(channel));
        });
  }

  byte[] read(long offset, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    return call(
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
    call(
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
    boolean interrupted = Thread.interrupted();
    failed = true;
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer, end + buffer.position());
      }
      channel.force(false);
      failed = false;
    } catch (IOException e) {
      throw JournalFault.outcomeUnknown(path);
    } finally {
      restore(interrupted);
    }
  }

  @Override
  public void close() {
    call(
        path,
        () -> {
          channel.close();
          return channel;
        });
  }

  private interface Io<T> {
    T call() throws IOException;
  }

  private static <T> T call(Path path, Io<T> io) {
    boolean interrupted = Thread.interrupted();
    try {
      return io.call();
    } catch (IOException e) {
      throw StoreFault.io(path, e);
    } finally {
      restore(interrupted);
    }
  }

  private static void restore(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
