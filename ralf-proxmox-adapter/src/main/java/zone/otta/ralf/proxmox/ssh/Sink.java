package zone.otta.ralf.proxmox.ssh;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Takes a stream as it comes and never blocks: JSch writes from the session's only reader thread,
 * and its own pipe would stop every other channel once full. Beyond the limit bytes are counted,
 * not kept.
 */
final class Sink extends OutputStream {
  private final int most;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final CountDownLatch end = new CountDownLatch(1);
  private boolean overflowed;
  private int told;
  private int lastEnd;

  Sink(int most) {
    this.most = most;
  }

  @Override
  public synchronized void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int room = Math.min(length, most - kept.size());
    for (int i = offset + room - 1; i >= offset; i--) {
      if (bytes[i] == '\n') {
        lastEnd = kept.size() + i - offset + 1;
        break;
      }
    }
    kept.write(bytes, offset, room);
    overflowed |= room < length;
  }

  @Override
  public void close() {
    end.countDown();
  }

  CountDownLatch end() {
    return end;
  }

  synchronized boolean overflowed() {
    return overflowed;
  }

  /** Whole lines that came since it was last asked. */
  synchronized List<String> newLines() {
    if (lastEnd == told) {
      return List.of();
    }
    String lines = new String(kept.toByteArray(), told, lastEnd - told, StandardCharsets.UTF_8);
    told = lastEnd;
    return lines.lines().toList();
  }

  synchronized String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }
}
