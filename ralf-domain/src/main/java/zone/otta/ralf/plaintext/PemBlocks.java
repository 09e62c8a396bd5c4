package zone.otta.ralf.plaintext;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts in PEM form, RFC 7468, and their like: private keys are secrets, certificates, public keys
 * and signatures are not, however random they look. Also those that are Base64 once more, as in a
 * kubeconfig.
 *
 * @param open stretches that hold nothing secret, in the order of the text
 */
record PemBlocks(List<Hit> privateKeys, List<Stretch> open) {
  /** From, and to behind it. */
  record Stretch(int from, int to) {}

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final Pattern PRIVATE =
      Pattern.compile("[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");
  private static final Pattern STATIC = Pattern.compile("OpenVPN Static key V\\d-----");

  /** A body follows: behind a line's end, written out or escaped, and headers; or long enough. */
  private static final Pattern BODY =
      Pattern.compile(
          "[ \\t]{0,8}+(?:(?:\\r|\\n|\\\\[nr])"
              + "(?:\\s|\\\\[nr]|[A-Z][\\w-]{2,30}: ?[^\\n]{0,200}\\n){0,64}+[\\w+/=#]"
              + "|[A-Za-z0-9+/]{40})");

  /** {@code -----BEGIN } in Base64, as far as it does not depend on what follows. */
  private static final String ENCODED = "LS0tLS1CRUdJTi";

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{16,}+={0,2}");
  private static final int HEAD = 80;

  static PemBlocks of(String text) {
    var keys = new ArrayList<Hit>();
    var open = new ArrayList<Stretch>();
    int next = text.indexOf(BEGIN);
    int end = next < 0 ? -1 : text.indexOf(END, next);
    while (next >= 0) {
      int at = next;
      int head = at + BEGIN.length();
      next = text.indexOf(BEGIN, head);
      end = end >= 0 && end < head ? text.indexOf(END, head) : end;
      int stop = first(end, first(next, text.length()));
      if (!secret(text, head)) {
        open.add(new Stretch(at, stop));
      } else if (hasBody(text, head)) {
        keys.add(Hit.of(at, stop, Kind.PRIVATE_KEY));
      }
    }
    encoded(text, keys, open);
    open.sort(Comparator.comparingInt(Stretch::from));
    return new PemBlocks(keys, open);
  }

  /** The place that comes first; negative ones do not exist. */
  private static int first(int place, int other) {
    return place < 0 ? other : Math.min(place, other);
  }

  private static boolean secret(String text, int head) {
    return at(PRIVATE, text, head).lookingAt() || at(STATIC, text, head).lookingAt();
  }

  private static Matcher at(Pattern pattern, String text, int from) {
    return pattern.matcher(text).region(from, text.length());
  }

  private static boolean hasBody(String text, int head) {
    int dashes = text.indexOf("-----", head); // the pattern has found them near
    return at(BODY, text, dashes + 5).lookingAt();
  }

  private static void encoded(String text, List<Hit> keys, List<Stretch> open) {
    int at = 0;
    while ((at = text.indexOf(ENCODED, at)) >= 0) {
      Matcher matcher = at(BASE64, text, at);
      int end = matcher.lookingAt() ? matcher.end() : at + ENCODED.length();
      int head = Math.min(end - at, HEAD) / 4 * 4;
      String begin =
          new String(
              Base64.getDecoder().decode(text.substring(at, at + head).replace("=", "A")),
              StandardCharsets.ISO_8859_1);
      if (begin.contains("PRIVATE KEY")) {
        keys.add(Hit.of(at, end, Kind.PRIVATE_KEY));
      } else {
        open.add(new Stretch(at, end));
      }
      at = end;
    }
  }
}
