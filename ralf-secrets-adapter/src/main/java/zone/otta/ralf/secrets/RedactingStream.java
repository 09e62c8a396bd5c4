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
    out.write(
        redactor.redact(line.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    line.reset();
  }

  @Override
  public synchronized void flush() throws IOException {
    if (line.size() > 0) {
      pass();
    }
    out.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    flush();
    out.close();
  }
}
