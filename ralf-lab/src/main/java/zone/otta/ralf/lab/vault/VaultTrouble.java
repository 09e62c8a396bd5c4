package zone.otta.ralf.lab.vault;

import java.util.List;

/**
 * What happens to one request instead of the usual answer. The text form, for a lab in another
 * process, is the record's name in lower case with hyphens, then its components: {@code answers 502
 * <html>}, {@code tampers Key}.
 */
public sealed interface VaultTrouble {
  /** Nothing happens: a place in the queue for a request that is served as usual. */
  record Passes() implements VaultTrouble {}

  /** This is answered, whatever was asked; HTML if it begins like it, else called JSON. */
  record Answers(int status, String body) implements VaultTrouble {}

  /** A refusal in the server's shape that repeats all that was sent: headers and body. */
  record Echoes(int status) implements VaultTrouble {}

  /** A page, as of a proxy, that repeats all that was sent. */
  record EchoesAsPage(int status) implements VaultTrouble {}

  /** The connection breaks before the request is served. */
  record DropsBefore() implements VaultTrouble {}

  /** The request is served, then the connection breaks without an answer. */
  record DropsAfter() implements VaultTrouble {}

  /** The request is served, and the connection breaks halfway through the answer. */
  record DropsMidway() implements VaultTrouble {}

  /** No answer, as long as the server runs. */
  record Hangs() implements VaultTrouble {}

  /** Sends the client elsewhere (HTTP 307, which asks for the same method and body there). */
  record Redirects(String url) implements VaultTrouble {}

  /** The usual JSON, whole for HTTP and cut off in its middle. */
  record Truncates() implements VaultTrouble {}

  /**
   * The usual JSON with every value of another type: numbers are texts, texts objects, and so on.
   */
  record Mistypes() implements VaultTrouble {}

  /** Every encrypted text of this name has one bit of its authentication code turned over. */
  record Tampers(String member) implements VaultTrouble {}

  /** Every text of this name is replaced. */
  record Replaces(String member, String value) implements VaultTrouble {}

  /**
   * Reads the text form, split at blanks; the last component takes the rest.
   *
   * @throws IllegalArgumentException if it is none
   */
  static VaultTrouble parse(String text) {
    List<String> words = List.of(text.strip().split(" ", 2));
    String rest = words.size() > 1 ? words.get(1) : "";
    return switch (words.get(0)) {
      case "passes" -> new Passes();
      case "answers" -> new Answers(Integer.parseInt(head(rest)), tail(rest));
      case "echoes" -> new Echoes(Integer.parseInt(rest));
      case "echoes-as-page" -> new EchoesAsPage(Integer.parseInt(rest));
      case "drops-before" -> new DropsBefore();
      case "drops-after" -> new DropsAfter();
      case "drops-midway" -> new DropsMidway();
      case "hangs" -> new Hangs();
      case "redirects" -> new Redirects(rest);
      case "truncates" -> new Truncates();
      case "mistypes" -> new Mistypes();
      case "tampers" -> new Tampers(rest);
      case "replaces" -> new Replaces(head(rest), tail(rest));
      default -> throw new IllegalArgumentException("no such trouble: " + words.get(0));
    };
  }

  private static String head(String rest) {
    return List.of(rest.split(" ", 2)).get(0);
  }

  private static String tail(String rest) {
    int blank = rest.indexOf(' ');
    return blank < 0 ? "" : rest.substring(blank + 1);
  }
}
