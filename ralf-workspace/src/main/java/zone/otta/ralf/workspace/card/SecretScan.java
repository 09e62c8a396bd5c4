package zone.otta.ralf.workspace.card;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.Text;

/**
 * Finds what looks like a plaintext secret: an assignment to a telling name, the shape of a known
 * kind of token, or a random-looking word. All patterns are bounded or possessive, so the time is
 * linear.
 */
final class SecretScan {
  /**
   * From and to are offsets into the text; {@code kind} says what it looks like, never what it is.
   */
  record Hit(int from, int to, Text kind) {}

  private record Shape(String sign, Pattern pattern, Text kind) {
    static Shape of(String sign, String pattern, String en, String de) {
      return new Shape(sign, Pattern.compile(pattern), Text.of(en, de));
    }
  }

  private static final List<Shape> SHAPES =
      List.of(
          Shape.of(
              "AGE-SECRET-KEY-1",
              "AGE-SECRET-KEY-1[A-Z0-9]{20,100}",
              "an age key",
              "ein age-Schlüssel"),
          Shape.of(
              "://",
              "://[^\\s/:@]{1,64}:([^\\s/@]{1,128})@",
              "a password in a URL",
              "ein Passwort in einer URL"),
          Shape.of(
              "eyJ",
              "(?<![\\w-])eyJ[\\w-]{8,}+\\.[\\w-]{8,}+(?:\\.[\\w-]*+)?",
              "a JSON web token",
              "ein JSON Web Token"),
          Shape.of(
              "SCRAM-SHA-256$",
              "SCRAM-SHA-256\\$[^\\s`\"']{8,300}",
              "a password verifier",
              "ein Passwort-Prüfwert"),
          Shape.of(
              "$",
              "\\$(?:2[aby]|argon2id?|argon2i|[156y])\\$[^\\s`\"']{8,300}",
              "a password hash",
              "ein Passwort-Hash"),
          Shape.of(
              "AKIA", "(?<!\\w)AKIA[0-9A-Z]{16}(?!\\w)", "an access key", "ein Zugriffsschlüssel"),
          Shape.of(
              "gh",
              "(?<!\\w)(?:gh[pousr]_\\w{20,255}|github_pat_\\w{20,255})",
              "a GitHub token",
              "ein GitHub-Token"),
          Shape.of("glpat-", "(?<!\\w)glpat-[\\w-]{16,255}", "a GitLab token", "ein GitLab-Token"),
          Shape.of("xox", "(?<!\\w)xox[abprs]-[\\w-]{10,255}", "a Slack token", "ein Slack-Token"),
          Shape.of("AIza", "(?<!\\w)AIza[\\w-]{35}", "an API key", "ein API-Schlüssel"),
          Shape.of(
              "sk",
              "(?<!\\w)sk(?:-[\\w-]{20,255}|_(?:live|test)_\\w{10,255})",
              "an API key",
              "ein API-Schlüssel"),
          Shape.of("hv", "(?<!\\w)hv[sb]\\.[\\w-]{20,255}", "a Vault token", "ein Vault-Token"),
          Shape.of(
              "!",
              "@(?:pam|pve)![\\w.-]{1,64}=([0-9a-fA-F-]{30,40})",
              "a Proxmox VE token",
              "ein Proxmox-VE-Token"));

  private SecretScan() {}

  /** In the order of the text, without overlaps. */
  static List<Hit> find(String text) {
    var hits = new ArrayList<Hit>();
    for (Shape shape : SHAPES) {
      if (text.contains(shape.sign())) {
        shapes(text, shape, hits);
      }
    }
    hits.addAll(PrivateKeys.find(text));
    hits.addAll(SecretAssignment.find(text));
    hits.addAll(RandomWord.find(text));
    hits.sort(Comparator.comparingInt(Hit::from).thenComparing(h -> -h.to()));
    return apart(hits);
  }

  private static void shapes(String text, Shape shape, List<Hit> hits) {
    Matcher matcher = shape.pattern().matcher(text);
    while (matcher.find()) {
      int group = matcher.groupCount();
      hits.add(new Hit(matcher.start(group), matcher.end(group), shape.kind()));
    }
  }

  private static List<Hit> apart(List<Hit> sorted) {
    var apart = new ArrayList<Hit>();
    for (Hit hit : sorted) {
      if (apart.isEmpty() || hit.from() >= apart.getLast().to()) {
        apart.add(hit);
      } else if (hit.to() > apart.getLast().to()) {
        Hit last = apart.removeLast();
        apart.add(new Hit(last.from(), hit.to(), last.kind()));
      }
    }
    return apart;
  }

  /** The text with one {@code *} for each character of a secret; line ends stay. */
  static String mask(String text, List<Hit> hits) {
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
