package zone.otta.ralf.plaintext;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tokens that are known by their shape. Each pattern is tried only where its sign stands; all are
 * bounded or possessive.
 */
final class TokenShapes {
  /** What the found stretch must be like besides. */
  private enum Proof {
    NONE,
    /** No variable and no gap. */
    VALUE,
    /** Letters and digits. */
    KEY
  }

  private record Shape(String sign, boolean word, Pattern pattern, Kind kind, Proof proof) {
    static Shape of(String sign, String rest, Kind kind) {
      return of(sign, rest, kind, Proof.NONE);
    }

    static Shape of(String sign, String rest, Kind kind, Proof proof) {
      return new Shape(sign, false, Pattern.compile(Pattern.quote(sign) + rest), kind, proof);
    }

    /** Only at the beginning of a word. */
    static Shape word(String sign, String rest, Kind kind) {
      return word(sign, rest, kind, Proof.NONE);
    }

    static Shape word(String sign, String rest, Kind kind, Proof proof) {
      return new Shape(sign, true, Pattern.compile(Pattern.quote(sign) + rest), kind, proof);
    }
  }

  private static final String UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  private static final String SALTED = "\\${1,2}[^$\\s:]{1,64}\\${1,2}[./A-Za-z0-9]{16,200}";
  private static final String ARGUMENT =
      "([^\\s'\"|;&]{3,128}|'[^'\\n]{1,128}'|\"[^\"\\n]{1,128}\")";

  private static final List<Shape> SHAPES =
      List.of(
          Shape.of("AGE-SECRET-KEY-1", "[A-Z0-9]{20,100}", Kind.AGE_KEY),
          Shape.of(
              "://",
              "[^\\s/:@\"'<>]{0,64}:([^\\s/@\"'<>]{1,128})@",
              Kind.URL_PASSWORD,
              Proof.VALUE),
          Shape.word(
              "eyJ",
              "[\\w-]{8,500}+\\.[\\w-]{8,8000}+(?:\\.[\\w-]{0,2000}+)?",
              Kind.JSON_WEB_TOKEN),
          Shape.of(
              "SCRAM-SHA-256$",
              "\\d{1,9}:[A-Za-z0-9+/=]{8,100}\\$[A-Za-z0-9+/=:]{8,200}",
              Kind.PASSWORD_HASH),
          // crypt(5): MD5, SHA-256, SHA-512, yescrypt, Apache's MD5, Mosquitto's PBKDF2
          Shape.of("$", "(?:[1567]|gy|y|apr1)" + SALTED, Kind.PASSWORD_HASH),
          Shape.of(
              "$y$", "[^$\\s:]{1,20}\\$[^$\\s:]{1,64}\\$[./A-Za-z0-9]{16,200}", Kind.PASSWORD_HASH),
          Shape.of("$2", "[aby]\\${1,2}\\d\\d\\${1,2}[./A-Za-z0-9]{22,60}", Kind.PASSWORD_HASH),
          Shape.of("$argon2", "(?:id?|d)\\${1,2}[^\\s`\"']{8,300}", Kind.PASSWORD_HASH),
          Shape.word("AKIA", "[0-9A-Z]{16}(?!\\w)", Kind.ACCESS_KEY),
          Shape.word("ASIA", "[0-9A-Z]{16}(?!\\w)", Kind.ACCESS_KEY),
          Shape.word("gh", "[pousr]_\\w{20,255}", Kind.GITHUB_TOKEN),
          Shape.word("github_pat_", "\\w{20,255}", Kind.GITHUB_TOKEN),
          Shape.word("gl", "(?:pat|rt|dt|cbt|ptt|ft|soat|agent)-[\\w-]{16,255}", Kind.GITLAB_TOKEN),
          Shape.word("xox", "[abeprs]-[\\w-]{10,255}", Kind.SLACK_TOKEN),
          Shape.of("hooks.slack.com/services/", "\\w{5,30}/\\w{5,30}/\\w{10,60}", Kind.SLACK_TOKEN),
          Shape.of("discord.com/api/webhooks/", "\\d{5,25}/[\\w-]{20,100}", Kind.API_KEY),
          Shape.word("AIza", "[\\w-]{35}", Kind.API_KEY),
          Shape.word("sk-", "[\\w-]{20,255}", Kind.API_KEY, Proof.KEY),
          Shape.word("sk_", "(?:live|test)_\\w{10,255}", Kind.API_KEY),
          Shape.word("tskey-", "[a-z]{2,12}-[\\w-]{16,100}", Kind.API_KEY),
          Shape.word("npm_", "[A-Za-z0-9]{30,60}", Kind.API_KEY, Proof.KEY),
          Shape.word("dckr_pat_", "[\\w-]{20,60}", Kind.API_KEY),
          Shape.word("dop_v1_", "[0-9a-f]{40,80}", Kind.API_KEY),
          Shape.word("glsa_", "[A-Za-z0-9]{30,40}_[0-9a-f]{8}", Kind.API_KEY),
          Shape.word("pypi-", "[\\w-]{60,255}", Kind.API_KEY, Proof.KEY),
          Shape.of(":AA", "[\\w-]{33}(?<=(?<!\\d)\\d{8,10}:AA.{33})(?![\\w-])", Kind.API_KEY),
          Shape.word("hvs.", "[\\w-]{20,255}", Kind.VAULT_TOKEN, Proof.KEY),
          Shape.word("hvb.", "[\\w-]{20,255}", Kind.VAULT_TOKEN, Proof.KEY),
          Shape.of("!", "(?<=@\\w{1,32}!)[\\w.-]{1,64}[=:](" + UUID + ")", Kind.PROXMOX_TOKEN),
          Shape.word(
              "user.",
              UUID + "\\W{1,24}(?:client_?secret\\W{1,8})?([A-Za-z0-9]{30})(?!\\w)",
              Kind.VAULTWARDEN_KEY,
              Proof.KEY),
          Shape.of(
              "hmac-",
              "(?:md5|sha\\d{1,3})[: ]{1,4}(?:[\\w.-]{1,64}[: ])?([A-Za-z0-9+/]{22,172}={0,2})",
              Kind.TSIG_KEY,
              Proof.KEY),
          Shape.word("Bearer ", "([\\w.~+/-]{16,512}=*)", Kind.API_KEY, Proof.KEY),
          Shape.word("Basic ", "([A-Za-z0-9+/]{8,512}={0,2})", Kind.PASSWORD, Proof.KEY),
          Shape.of("IDENTIFIED BY '", "([^'\\n]{1,128})'", Kind.PASSWORD, Proof.VALUE),
          Shape.of(
              "machine ",
              "\\S{1,100}\\s{1,8}login\\s{1,8}\\S{1,100}\\s{1,8}password\\s{1,8}(\\S{1,128})",
              Kind.PASSWORD,
              Proof.VALUE),
          Shape.of(
              ":5432:",
              "[^:\\s]{1,64}:[^:\\s/]{1,64}:([^:\\s/]{3,128})(?=\\s|$)",
              Kind.PASSWORD,
              Proof.VALUE),
          Shape.word(
              "mysql",
              "\\w{0,16}+[^\\n|;]{0,120}? -p(?!ass|rot)" + ARGUMENT,
              Kind.PASSWORD,
              Proof.VALUE),
          Shape.word("sshpass -p", " {0,2}" + ARGUMENT, Kind.PASSWORD, Proof.VALUE),
          Shape.word(
              "curl ",
              "[^\\n|;]{0,160}?(?<=\\s)(?:-u|--user)[ =]['\"]?[^\\s:'\"]{1,64}:([^\\s'\"]{1,128})",
              Kind.PASSWORD,
              Proof.VALUE));

  /** The shapes by the first character of their sign. */
  private static final Shape[][] BY_FIRST = byFirst();

  private TokenShapes() {}

  private static Shape[][] byFirst() {
    var table = new Shape[128][];
    for (int c = 0; c < table.length; c++) {
      int first = c;
      table[c] = SHAPES.stream().filter(s -> s.sign().charAt(0) == first).toArray(Shape[]::new);
    }
    return table;
  }

  static void find(String text, List<Hit> hits) {
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < BY_FIRST.length && BY_FIRST[c].length > 0) {
        look(text, i, inWord, hits);
      }
      inWord = wordly(c);
    }
  }

  private static boolean wordly(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  private static void look(String text, int at, boolean inWord, List<Hit> hits) {
    for (Shape shape : BY_FIRST[text.charAt(at)]) {
      if (!(inWord && shape.word()) && text.startsWith(shape.sign(), at)) {
        Matcher matcher =
            shape.pattern().matcher(text).useTransparentBounds(true).region(at, text.length());
        if (matcher.lookingAt()) {
          add(matcher, shape, hits);
        }
      }
    }
  }

  private static void add(Matcher matcher, Shape shape, List<Hit> hits) {
    int group = matcher.groupCount();
    String value = matcher.group(group);
    boolean quoted = value.length() > 2 && "'\"".indexOf(value.charAt(0)) >= 0;
    String bare = quoted ? value.substring(1, value.length() - 1) : value;
    boolean proven =
        switch (shape.proof()) {
          case NONE -> true;
          case VALUE -> !Placeholders.is(bare);
          case KEY -> Randomness.letterAndDigit(bare, 8) && !Randomness.wordy(bare);
        };
    if (proven) {
      Kind kind =
          shape.proof() == Proof.VALUE && Values.wellKnown(bare)
              ? Kind.DEFAULT_PASSWORD
              : shape.kind();
      hits.add(Hit.of(matcher.start(group), matcher.end(group), kind));
    }
  }
}
