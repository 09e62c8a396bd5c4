package zone.otta.ralf.lab.pihole;

import java.util.Arrays;
import java.util.List;

/**
 * What goes wrong at the Pi-hole. The text form, for a lab in another process, is the record's name
 * in lower case with hyphens, then its components: {@code drops-after PUT hosts}, {@code app-sudo
 * on}.
 */
public sealed interface PiholeTrouble {
  /** Happens to the next request of a command, once: {@code PUT hosts}, {@code POST auth}. */
  sealed interface OnRequest extends PiholeTrouble {
    String command();
  }

  /** Nothing happens: a place in the queue for a request that is served as usual. */
  record Passes(String command) implements OnRequest {}

  /** This is answered, and nothing carried out; HTML if it begins like it, else called JSON. */
  record Answers(String command, int status, String body) implements OnRequest {}

  /** The connection breaks before the request is served. */
  record DropsBefore(String command) implements OnRequest {}

  /** The request is served, then the connection breaks without an answer. */
  record DropsAfter(String command) implements OnRequest {}

  /** No answer, as long as the server runs. */
  record Hangs(String command) implements OnRequest {}

  /** It says that it did, and something else wrote the old list over it. */
  record Loses(String command) implements OnRequest {}

  /** Holds from now on. */
  sealed interface Lasting extends PiholeTrouble {}

  /** Whether sessions of the application password may change settings; at first they may not. */
  record AppSudo(boolean on) implements Lasting {}

  /** The list of hosts is fixed by an environment variable. */
  record Pinned(boolean on) implements Lasting {}

  /** The settings are read-only. */
  record ReadOnly(boolean on) implements Lasting {}

  /** The password alone does not let in. */
  record SecondFactor(boolean on) implements Lasting {}

  /** So many sessions at a time, those that are open included. */
  record Seats(int most) implements Lasting {}

  /** Its DNS goes on with the hosts it has. */
  record StaleDns(boolean on) implements Lasting {}

  /** Its DNS fails at the next questions, as while it starts. */
  record DnsFails(int questions) implements Lasting {}

  /** It has no password, and lets everybody in. */
  record Open(boolean on) implements Lasting {}

  /** Something in front of it answers every request with a page of this status; 0: no longer. */
  record Proxy(int status) implements Lasting {}

  /** Every session so far has ended. */
  record ExpireSessions() implements Lasting {}

  /**
   * Reads the text form, split at blanks; the last component takes the rest.
   *
   * @throws IllegalArgumentException if it is none
   */
  static PiholeTrouble parse(String text) {
    List<String> words = Arrays.asList((text.strip() + "    ").split(" ", 5));
    String command = words.get(1) + " " + words.get(2);
    boolean on = words.get(1).equals("on");
    return switch (words.get(0)) {
      case "passes" -> new Passes(command);
      case "answers" -> new Answers(command, Integer.parseInt(words.get(3)), words.get(4).strip());
      case "drops-before" -> new DropsBefore(command);
      case "drops-after" -> new DropsAfter(command);
      case "hangs" -> new Hangs(command);
      case "loses" -> new Loses(command);
      case "app-sudo" -> new AppSudo(on);
      case "pinned" -> new Pinned(on);
      case "read-only" -> new ReadOnly(on);
      case "second-factor" -> new SecondFactor(on);
      case "seats" -> new Seats(Integer.parseInt(words.get(1)));
      case "stale-dns" -> new StaleDns(on);
      case "dns-fails" -> new DnsFails(Integer.parseInt(words.get(1)));
      case "open" -> new Open(on);
      case "proxy" -> new Proxy(Integer.parseInt(words.get(1)));
      case "expire-sessions" -> new ExpireSessions();
      default -> throw new IllegalArgumentException("no such trouble: " + words.get(0));
    };
  }
}
