package zone.otta.ralf.guest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The constant shell scripts. They are passed to {@code sh -c} unchanged; everything that varies
 * travels as a positional argument or on standard input, never as text inside a script.
 */
public final class GuestScripts {
  /**
   * In a container: {@code $1} path, {@code $2} SHA-256 in hex, {@code $3} user:group, {@code $4}
   * mode, content on standard input. Exit 65 and {@code ralf: incomplete upload} when the content's
   * sum differs, because a cut connection looks like the end of the file; nothing is replaced then.
   */
  public static final String WRITE = script("write.sh");

  /**
   * In a container: pairs of kind and argument, see {@link GuestQuestion}; answers see {@link
   * Answers}.
   */
  public static final String ASK = script("ask.sh");

  /**
   * On the Proxmox VE node: pairs of kind and argument, see {@link
   * zone.otta.ralf.port.NodeQuestion}.
   */
  public static final String ASK_NODE = script("ask-node.sh");

  private GuestScripts() {}

  private static String script(String name) {
    try (InputStream in = GuestScripts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
