package zone.otta.ralf.plaintext;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds what looks like a plaintext secret: an assignment to a telling name, the shape of a known
 * kind of token, a private key, or a random-looking word. Every look back and ahead is bounded, so
 * the time is linear in the text, whatever stands in it. Pure; its limits are in {@code
 * docs/secrets-scan.md}.
 */
public final class PlaintextScan {
  /** What documentation writes: {@code https://u:p@host}. */
  private static final int SHORTEST = 3;

  private PlaintextScan() {}

  /** In the order of the text, without overlaps. */
  public static List<Hit> find(String text, Strictness strictness) {
    PemBlocks blocks = PemBlocks.of(text);
    var hits = new ArrayList<>(blocks.privateKeys());
    TokenShapes.find(text, hits);
    if (strictness == Strictness.ANY_FILE) {
      hits.removeIf(hit -> hit.kind() == Kind.URL_PASSWORD && hit.to() - hit.from() < SHORTEST);
    }
    Assignments.find(text, strictness, hits);
    Sentences.find(text, hits);
    RandomWords.find(text, strictness, blocks, hits);
    hits.sort(Comparator.comparingInt(Hit::from).thenComparing(h -> -h.to()));
    return apart(hits);
  }

  private static List<Hit> apart(List<Hit> sorted) {
    var apart = new ArrayList<Hit>();
    for (Hit hit : sorted) {
      if (!apart.isEmpty() && apart.getLast().overlaps(hit)) {
        apart.add(apart.removeLast().with(hit));
      } else {
        apart.add(hit);
      }
    }
    return apart;
  }

  /** The text with one {@code *} for each character of a secret; line ends stay. */
  public static String mask(String text, List<Hit> hits) {
    var masked = new StringBuilder(text.length());
    int at = 0;
    for (Hit hit : hits) {
      masked.append(text, at, hit.from());
      stars(text.substring(hit.from(), hit.to()), masked);
      at = hit.to();
    }
    return masked.append(text, at, text.length()).toString();
  }

  private static void stars(String secret, StringBuilder masked) {
    secret.codePoints().forEach(c -> masked.append(c == '\n' || c == '\r' ? (char) c : '*'));
  }
}
