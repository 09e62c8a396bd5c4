package zone.otta.ralf.workspace.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Cuts a journal into lines. Memory stays bounded whatever the file holds. */
final class LineScanner {
  /**
   * A piece between line feeds.
   *
   * @param number from 1
   * @param offset of its first byte
   * @param end offset of what follows it
   * @param bytes without the line feed; cut off if it is longer than any line of a journal
   * @param terminated whether a line feed follows
   * @param unwritten whether it holds a zero byte, which RALF never writes: a block of the file
   *     that the file system had promised but not yet written when the machine died
   */
  record Line(
      long number, long offset, long end, byte[] bytes, boolean terminated, boolean unwritten) {}

  private final InputStream in;
  private final byte[] block = new byte[1 << 16];
  private int from;
  private int to;
  private long number;
  private long offset;

  /**
   * @param lines how many lines come before
   * @param offset of the first byte
   */
  LineScanner(InputStream in, long lines, long offset) {
    this.in = in;
    this.number = lines;
    this.offset = offset;
  }

  /** The next line, or nothing at the end. */
  Optional<Line> next() throws IOException {
    var bytes = new ByteArrayOutputStream(512);
    long start = offset;
    boolean terminated = false;
    boolean unwritten = false;
    while (!terminated && fill()) {
      int end = from;
      while (end < to && block[end] != '\n') {
        unwritten |= block[end] == 0;
        end++;
      }
      int room = EventLine.MAX_BYTES + 1 - bytes.size();
      bytes.write(block, from, Math.min(room, end - from));
      terminated = end < to;
      int taken = end - from + (terminated ? 1 : 0);
      from += taken;
      offset += taken;
    }
    return offset == start
        ? Optional.empty()
        : Optional.of(
            new Line(++number, start, offset, bytes.toByteArray(), terminated, unwritten));
  }

  /** Whether there is a byte in the block, read anew where needed. */
  private boolean fill() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(0, in.read(block));
    }
    return from < to;
  }
}
