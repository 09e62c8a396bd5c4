package zone.otta.ralf.plaintext;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds words that look drawn at random and to which nothing says what they are: Base64, and in
 * cards hexadecimal too. In other files hexadecimal words are hashes of commits, plans and files
 * far more often than secrets.
 */
final class RandomWords {
  private static final int SHORTEST = 20;
  private static final int SHORTEST_HEX = 32;
  private static final int LONGEST = 512;
  private static final int AROUND = 60;
  private static final Pattern PUBLIC =
      Pattern.compile(
          "sha-?\\d|md5|digest|hash|commit|fingerprint|fingerabdruck|prüfsumme|pruefsumme|checksum"
              + "|public|pubkey|integrity|certificate|zertifikat|signature|signatur|h1:|base64,");

  private static final Pattern ALGORITHM = Pattern.compile("SHA\\d|Hmac|PKCS|AES/");

  /** How the Base64 of an SSH public key begins: the length of its algorithm's name, RFC 4253. */
  private static final String SSH_PUBLIC = "AAAA";

  private RandomWords() {}

  static void find(String text, Strictness strictness, PemBlocks blocks, List<Hit> hits) {
    int start = -1;
    int block = 0;
    for (int i = 0; i <= text.length(); i++) {
      boolean inside = i < text.length() && wordly(text.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        if (i - start >= SHORTEST) {
          while (block < blocks.open().size() && blocks.open().get(block).to() <= start) {
            block++;
          }
          boolean open = block < blocks.open().size() && blocks.open().get(block).from() <= start;
          if (!open && random(text, start, i, strictness)) {
            hits.add(Hit.of(start, padded(text, i), Kind.RANDOM_WORD));
          }
        }
        start = -1;
      }
    }
  }

  private static int padded(String text, int end) {
    int to = end;
    while (to < text.length() && to < end + 2 && text.charAt(to) == '=') {
      to++;
    }
    return to;
  }

  private static boolean wordly(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }

  private static boolean random(String text, int from, int to, Strictness strictness) {
    String word = text.substring(from, Math.min(to, from + LONGEST));
    boolean drawn =
        Randomness.hexadecimal(word)
            ? strictness == Strictness.REFERENCES_ONLY && hexadecimal(word)
            : Randomness.mixed(word);
    return drawn
        && !word.startsWith(SSH_PUBLIC)
        && !saidPublic(text, from)
        && !partOfUrl(text, from)
        && !hashedHost(text, from)
        && !sealed(text, from, to)
        && !ALGORITHM.matcher(word).find()
        && !Placeholders.path(word);
  }

  private static boolean hexadecimal(String word) {
    return word.length() >= SHORTEST_HEX
        && word.chars().anyMatch(Character::isDigit)
        && word.chars().anyMatch(Character::isLetter)
        && Randomness.entropy(word) > 3;
  }

  private static boolean saidPublic(String text, int from) {
    String before = text.substring(Math.max(0, from - AROUND), from).toLowerCase(Locale.ROOT);
    return PUBLIC.matcher(before.substring(before.lastIndexOf('\n') + 1)).find();
  }

  /** {@code |1|salt|hash}: a host's name in known_hosts, hashed. */
  private static boolean hashedHost(String text, int from) {
    String before = text.substring(Math.max(0, from - AROUND), from);
    String line = before.substring(before.lastIndexOf('\n') + 1);
    return line.startsWith("|1|");
  }

  /** Part of a value that SOPS ({@code ENC[...]}) or Bitwarden ({@code 2.iv|data|mac}) sealed. */
  private static boolean sealed(String text, int from, int end) {
    int to = padded(text, end);
    char before = from > 0 ? text.charAt(from - 1) : ' ';
    boolean first = to < text.length() && text.charAt(to) == '|' && before == '.';
    String line = text.substring(Math.max(0, from - AROUND * 4), from);
    return first || before == '|' || line.lastIndexOf("ENC[") > line.lastIndexOf('\n');
  }

  private static boolean partOfUrl(String text, int from) {
    int i = from;
    while (i > 0 && i > from - 200 && !Character.isWhitespace(text.charAt(i - 1))) {
      i--;
    }
    return text.substring(i, from).contains("://") && !text.substring(i, from).contains("@");
  }
}
