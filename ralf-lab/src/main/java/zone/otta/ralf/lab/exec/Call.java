package zone.otta.ralf.lab.exec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The three streams of one running command, and whether its client is still there. A client that
 * left reads as end of file on standard input, and what is written to it is lost without an error:
 * {@code pct exec} runs its child with SIGPIPE ignored (proxmox-conversations, findings 2 to 4).
 */
public final class Call {
  private static final int MOST_INPUT = 64 << 20;
  private final InputStream in;
  private final OutputStream out;
  private final OutputStream err;
  private volatile boolean gone;
  private volatile String why = "broken pipe";
  private volatile Runnable afterOutput = () -> {};

  public Call(InputStream in, OutputStream out, OutputStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** A call whose two outputs are one, as {@code 2>&1} makes them. */
  public static Call merged(byte[] input, ByteArrayOutputStream both) {
    return new Call(new ByteArrayInputStream(input), both, both);
  }

  /** Standard input to its end. */
  public byte[] input() throws IOException {
    var bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
        if (bytes.size() > MOST_INPUT) {
          throw new IllegalArgumentException("more than 64 MiB of input");
        }
      }
    } catch (IOException left) {
      gone = true;
    }
    return bytes.toByteArray();
  }

  public void out(String text) {
    out(text.getBytes(StandardCharsets.UTF_8));
  }

  public void out(byte[] bytes) {
    write(out, bytes);
  }

  public void err(String text) {
    write(err, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(OutputStream stream, byte[] bytes) {
    if (gone || bytes.length == 0) {
      return;
    }
    try {
      stream.write(bytes);
      stream.flush();
    } catch (IOException left) {
      gone = true;
    }
    afterOutput.run();
  }

  /** Calls back after each output; for a fault in the middle of a command. */
  public void afterOutput(Runnable action) {
    afterOutput = action;
  }

  /** The client left. */
  public void lost() {
    gone = true;
  }

  /** Whoever waits for it tells the worker to end. */
  public void interrupt() {
    end("received interrupt");
  }

  /** The worker has to end for a reason in Proxmox's words. */
  public void end(String reason) {
    why = reason;
    gone = true;
  }

  /** What ended it, in Proxmox's words, if it is gone. */
  public String why() {
    return why;
  }

  /** Whether the client is known to have left. */
  public boolean gone() {
    return gone;
  }
}
