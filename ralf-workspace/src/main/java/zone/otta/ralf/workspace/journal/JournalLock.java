package zone.otta.ralf.workspace.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import zone.otta.ralf.workspace.json.JsonReader;
import zone.otta.ralf.workspace.json.JsonReading;
import zone.otta.ralf.workspace.store.DurableFile;
import zone.otta.ralf.workspace.store.FileCall;

/**
 * The right to write a journal: the operating system's lock on {@code journal.lock}, which ends
 * with its process however that ends. The file's text only tells others who it is; a text without a
 * lock means nothing.
 */
final class JournalLock implements AutoCloseable {
  /**
   * Held by this JVM. POSIX drops a process's locks when it closes any descriptor of the file, so
   * the file must not even be opened a second time.
   */
  private static final Map<Path, JournalHolder> HERE = new ConcurrentHashMap<>();

  private static final int MAX_TEXT = 4096;
  private final Path file;
  private final FileChannel channel;

  private JournalLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * @throws zone.otta.ralf.port.PortException {@code RALF-J001} if somebody else writes
   */
  static JournalLock acquire(Path file, JournalHolder holder) {
    JournalHolder here = HERE.putIfAbsent(file, holder);
    if (here != null) {
      throw JournalFault.held(file, Optional.of(here));
    }
    boolean acquired = false;
    try {
      JournalLock lock = FileCall.on(file, () -> lock(file, holder));
      acquired = true;
      return lock;
    } finally {
      if (!acquired) {
        HERE.remove(file);
      }
    }
  }

  private static JournalLock lock(Path file, JournalHolder holder) throws IOException {
    FileChannel channel = DurableFile.open(file);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw JournalFault.held(file, holder(channel));
      }
      rewrite(channel, holder.json().compact() + "\n");
      return new JournalLock(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Written in one piece over the former text, so that a reader rarely meets half of it. */
  private static void rewrite(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes, bytes.position());
    }
    channel.truncate(bytes.capacity());
  }

  private static Optional<JournalHolder> holder(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_TEXT);
    channel.read(bytes, 0);
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    String first = text.lines().findFirst().orElse("");
    return switch (new JsonReader(MAX_TEXT).read(first)) {
      case JsonReading.Parsed parsed -> JournalHolder.read(parsed.value());
      case JsonReading.Malformed malformed -> Optional.empty();
    };
  }

  @Override
  public void close() {
    try {
      FileCall.on(
          file,
          () -> {
            channel.truncate(0);
            channel.close();
            return file;
          });
    } finally {
      HERE.remove(file);
    }
  }
}
