package zone.otta.ralf.workspace.journal;

import java.io.BufferedInputStream;
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
  private long number;
  private long offset;

  LineScanner(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** The next line, or nothing at the end. */
  Optional<Line> next() throws IOException {
    var bytes = new ByteArrayOutputStream(512);
    long start = offset;
    boolean unwritten = false;
    int b = in.read();
    for (; b >= 0 && b != '\n'; b = in.read()) {
      offset++;
      unwritten |= b == 0;
      if (bytes.size() <= EventLine.MAX_BYTES) {
        bytes.write(b);
      }
    }
    boolean terminated = b == '\n';
    if (terminated) {
      offset++;
    }
    return offset == start
        ? Optional.empty()
        : Optional.of(
            new Line(++number, start, offset, bytes.toByteArray(), terminated, unwritten));
  }
}
