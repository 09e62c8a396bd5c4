package zone.otta.ralf.secrets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Holds a line back until it is whole, since half a secret cannot be recognised. */
final class RedactingStream extends OutputStream {
  /** A line longer than this is passed on in pieces. */
  private static final int LONGEST = 1 << 20;

  private final Redactor redactor;
  private final OutputStream out;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  RedactingStream(Redactor redactor, OutputStream out) {
    this.redactor = redactor;
    this.out = out;
  }

  @Override
  public synchronized void write(int b) throws IOException {
    line.write(b);
    if (b == '\n' || line.size() >= LONGEST) {
      pass();
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    for (int i = from; i < from + length; i++) {
      write(bytes[i]);
    }
  }

  private void pass() throws IOException {
    String masked = masked();
    release(masked, masked.length());
  }

  /**
   * Forms are ASCII, so octets can stand for characters: other text passes, whatever its encoding.
   */
  private String masked() {
    return redactor.redact(line.toString(StandardCharsets.ISO_8859_1));
  }

  private void release(String masked, int length) throws IOException {
    line.reset();
    out.write(masked.substring(0, length).getBytes(StandardCharsets.ISO_8859_1));
    line.writeBytes(masked.substring(length).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Passes on what is there, but for an end that may be the start of a secret. */
  @Override
  public synchronized void flush() throws IOException {
    String masked = masked();
    release(masked, redactor.certain(masked));
    out.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    pass();
    out.close();
  }
}
