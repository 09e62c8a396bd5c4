package zone.otta.ralf.proxmox.ssh;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.GuestInput;

/**
 * One command for the remote shell.
 *
 * @param title what it does, for messages
 * @param argv never holds a secret: the far end's process list shows it
 * @param limit from sending it to its exit code
 * @param mostOutput bytes of either stream
 */
public record RemoteCommand(
    Text title, List<String> argv, GuestInput input, Duration limit, int mostOutput) {
  /** Linux refuses one argument of more than this, and the far end's shell gets the line as one. */
  public static final int MOST_BYTES = 131_071;

  private static final String LOCALE = "LC_ALL=C.UTF-8 ";
  private static final int MOST_OUTPUT = 4 << 20;

  public RemoteCommand {
    argv = List.copyOf(argv);
  }

  public static RemoteCommand of(Text title, List<String> argv, Duration limit) {
    return new RemoteCommand(title, argv, GuestInput.EMPTY, limit, MOST_OUTPUT);
  }

  /**
   * The line as sent. The locale stands in front because pct turns every byte outside ASCII into
   * U+FFFD without it (proxmox.md, trap 10).
   */
  byte[] line() {
    return (LOCALE + ShellWords.quote(argv)).getBytes(StandardCharsets.UTF_8);
  }
}
