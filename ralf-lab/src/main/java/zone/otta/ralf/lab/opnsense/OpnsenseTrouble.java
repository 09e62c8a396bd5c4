package zone.otta.ralf.lab.opnsense;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What goes wrong at the firewall. The text form, for a lab in another process, is the record's
 * name in lower case with hyphens, then its components: {@code drops-after set_host_override},
 * {@code stale-reload on}.
 */
public sealed interface OpnsenseTrouble {
  /** Happens to the next request of a command, once. */
  sealed interface OnRequest extends OpnsenseTrouble {
    /** In snake case, whichever spelling is asked. */
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

  /** It says that it saved, and another request's configuration went over it. */
  record Loses(String command) implements OnRequest {}

  /** It does not like a field. */
  record Rejects(String command, String field) implements OnRequest {}

  /** Holds from now on. */
  sealed interface Lasting extends OpnsenseTrouble {}

  /** Reconfigure says ok, and Unbound goes on with what it had. */
  record StaleReload(boolean on) implements Lasting {}

  /** What the key's user may. */
  record Privileges(Privilege privilege) implements Lasting {}

  /** The key's user may not write the configuration. */
  record ReadOnly(boolean on) implements Lasting {}

  /** Every request is answered so, and nothing carried out; with status 0 all is well again. */
  record AlwaysAnswers(int status, String body) implements Lasting {}

  /** Requests read the configuration, take their time and write it whole, without a lock. */
  record Unlocked(boolean on) implements Lasting {}

  /** Every request takes up to so many milliseconds, by the generator of this seed. */
  record Delays(long seed, int most) implements Lasting {}

  /** What the user manager can give. */
  enum Privilege {
    /** {@code Services: Unbound}: everything below {@code api/unbound}. */
    WIDE,
    /** {@code Edit Host and Domain Override}: not to apply them. */
    NARROW,
    /** None that counts here. */
    NONE
  }

  /**
   * Reads the text form, split at blanks; the last component takes the rest.
   *
   * @throws IllegalArgumentException if it is none
   */
  static OpnsenseTrouble parse(String text) {
    List<String> words = Arrays.asList((text.strip() + "   ").split(" ", 4));
    String first = words.get(1);
    return switch (words.get(0)) {
      case "passes" -> new Passes(first);
      case "answers" -> new Answers(first, Integer.parseInt(words.get(2)), words.get(3).strip());
      case "drops-before" -> new DropsBefore(first);
      case "drops-after" -> new DropsAfter(first);
      case "hangs" -> new Hangs(first);
      case "loses" -> new Loses(first);
      case "rejects" -> new Rejects(first, words.get(2));
      case "stale-reload" -> new StaleReload(first.equals("on"));
      case "privileges" -> new Privileges(Privilege.valueOf(first.toUpperCase(Locale.ROOT)));
      case "read-only" -> new ReadOnly(first.equals("on"));
      case "always-answers" ->
          new AlwaysAnswers(Integer.parseInt(first), (words.get(2) + " " + words.get(3)).strip());
      case "unlocked" -> new Unlocked(first.equals("on"));
      case "delays" -> new Delays(Long.parseLong(first), Integer.parseInt(words.get(2)));
      default -> throw new IllegalArgumentException("no such trouble: " + words.get(0));
    };
  }
}
