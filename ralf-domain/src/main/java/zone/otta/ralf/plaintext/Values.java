package zone.otta.ralf.plaintext;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import zone.otta.ralf.plaintext.TellingName.Rank;

/** Judges the value behind a telling name. */
final class Values {
  /**
   * How the value stands there.
   *
   * @param quoted in quotes or backticks
   * @param equals behind an equals sign
   * @param close right behind an equals sign, as in files of variables
   * @param spaced behind a blank, without any sign
   * @param alone nothing but a remark follows on the line
   */
  record Form(boolean quoted, boolean equals, boolean close, boolean spaced, boolean alone) {}

  private static final Set<String> DEFAULTS =
      Set.of(
          "changeme",
          "change-me",
          "change_me",
          "changeit",
          "changethis",
          "change-this",
          "changeme!",
          "changeme123",
          "please-change-me",
          "replaceme",
          "replace-me",
          "password",
          "passwort",
          "passw0rd",
          "password1",
          "password123",
          "passwort123",
          "p@ssw0rd",
          "admin",
          "admin123",
          "administrator",
          "root",
          "toor",
          "default",
          "test",
          "test123",
          "1234",
          "12345",
          "123456",
          "12345678",
          "123456789",
          "1234567890",
          "qwertz",
          "qwerty",
          "letmein",
          "welcome",
          "secret",
          "geheim",
          "example",
          "beispiel",
          "postgres",
          "mysql",
          "mariadb",
          "user",
          "guest",
          "demo",
          "raspberry",
          "ubnt",
          "pass",
          "passwd",
          "pw",
          "pwd",
          "foobar",
          "foo",
          "bar");
  private static final int SHORTEST = 3;
  private static final int SHORTEST_IN_PROSE = 6;
  private static final int SHORTEST_TOKEN = 8;
  private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d_.,]{0,18}[a-z]{0,3}[,;]?");
  private static final Pattern CALL = Pattern.compile("[A-Za-z_][\\w.]{0,120}+[(\\[].*");
  private static final Pattern MEMBER =
      Pattern.compile("[A-Za-z_]\\w{0,60}+(?:\\.[A-Za-z_]\\w{0,60}+){1,8}+[,;:)}\\]]{0,4}");
  private static final Pattern STATEMENT = Pattern.compile("[A-Za-z_]\\w{0,60}+[,;)\\]]{1,4}");
  private static final Pattern NAME_END = Pattern.compile("[,;)\\]}]{1,4}$");
  private static final Pattern SENTENCE = Pattern.compile("[^\\d]{1,200}[.?!:…]");
  private static final Pattern MANY_WORDS =
      Pattern.compile("[^\\d ]{1,60}+(?: [^\\d ]{1,60}+){4,40}+");
  private static final Pattern WIREGUARD = Pattern.compile("[A-Za-z0-9+/]{43}=");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{22,172}={0,2}");
  private static final Pattern VAULTWARDEN = Pattern.compile("[A-Za-z0-9]{30}");

  private Values() {}

  /** Empty if the value is no secret. */
  static Optional<Kind> judge(TellingName name, String value, Form form, Strictness strictness) {
    if (Placeholders.is(value)) {
      return Optional.empty();
    }
    boolean strict = strictness == Strictness.REFERENCES_ONLY;
    boolean stands =
        form.quoted()
            || form.close()
            || form.alone()
            || Randomness.letterAndDigit(value, SHORTEST_IN_PROSE);
    if (!stands || (!strict && (program(name, value, form) || label(name, value, form)))) {
      return Optional.empty();
    }
    if (wellKnown(value)
        && (name.rank() == Rank.PASSWORD || value.toLowerCase(Locale.ROOT).startsWith("change"))) {
      return Optional.of(Kind.DEFAULT_PASSWORD);
    }
    return secret(name, value, strict) ? Optional.of(kind(name, value, form)) : Optional.empty();
  }

  /** Whether it is in every list of passwords that are tried first. */
  static boolean wellKnown(String value) {
    return DEFAULTS.contains(value.toLowerCase(Locale.ROOT));
  }

  private static boolean secret(TellingName name, String value, boolean strict) {
    return switch (name.rank()) {
      case PASSWORD -> strict || value.length() >= SHORTEST;
      case TOKEN -> strict || token(value);
      case KEY -> Randomness.key(value);
    };
  }

  /** Not a name, not a number, not a setting. */
  private static boolean token(String value) {
    return value.length() >= SHORTEST_TOKEN
        && !NUMBER.matcher(value).matches()
        && !Randomness.name(value)
        && (Randomness.letterAndDigit(value, SHORTEST_TOKEN)
            || (value.length() >= 20 && Randomness.entropy(value) > 3.5 && value.indexOf(' ') < 0));
  }

  /** Program code: a call, a member, a variable; only where no quotes say that it is a text. */
  private static boolean program(TellingName name, String value, Form form) {
    if (form.quoted()) {
      return false;
    }
    return CALL.matcher(value).matches()
        || (!form.close() && MEMBER.matcher(value).matches())
        || (STATEMENT.matcher(value).matches() && (form.equals() || !value.endsWith(",")))
        || variable(value, form)
        || name.text().endsWith("." + value);
  }

  /** {@code db_password}, {@code token}: a name that tells itself what its value would be. */
  private static boolean variable(String value, Form form) {
    String bare = NAME_END.matcher(value).replaceFirst("");
    boolean text = form.close() && bare.equals(value); // a file of variables would say $name
    return !text
        && !DEFAULTS.contains(bare.toLowerCase(Locale.ROOT))
        && bare.chars().allMatch(c -> Character.isLetter(c) || c == '_' || c == '.')
        && TellingName.rank(bare).filter(rank -> rank != Rank.KEY).isPresent();
  }

  /**
   * What a program says to people or calls its fields: {@code "Passwort vergessen?"}, {@code
   * "Password"}, {@code PASSWORD = "password"}.
   */
  private static boolean label(TellingName name, String value, Form form) {
    if (value.equals("Password") || value.equals("Passwort")) {
      return true;
    }
    if (value.indexOf(' ') < 0) {
      return form.quoted() && value.toUpperCase(Locale.ROOT).equals(name.text());
    }
    boolean sentence = SENTENCE.matcher(value).matches() || MANY_WORDS.matcher(value).matches();
    return sentence || names(value) || value.contains("(");
  }

  private static boolean names(String sentence) {
    for (String word : sentence.split("[ ,.;:?!]+")) {
      if (TellingName.rank(word).filter(rank -> rank != Rank.KEY).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static Kind kind(TellingName name, String value, Form form) {
    String compact =
        name.text().toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(".", "");
    if (WIREGUARD.matcher(value).matches()
        && (compact.endsWith("privatekey") || compact.endsWith("presharedkey"))) {
      return Kind.WIREGUARD_KEY;
    }
    if (VAULTWARDEN.matcher(value).matches() && compact.endsWith("clientsecret")) {
      return Kind.VAULTWARDEN_KEY;
    }
    if (BASE64.matcher(value).matches()
        && ((compact.equals("secret") && form.spaced())
            || compact.equals("keysecret")
            || compact.contains("tsig"))) {
      return Kind.TSIG_KEY;
    }
    return compact.endsWith("key") || compact.endsWith("apitoken") ? Kind.API_KEY : Kind.PASSWORD;
  }
}
