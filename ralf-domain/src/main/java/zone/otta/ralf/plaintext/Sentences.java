package zone.otta.ralf.plaintext;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.plaintext.TellingName.Rank;

/** Finds {@code Das Passwort der Fritzbox ist ...}: the value told in a sentence. */
final class Sentences {
  private static final int BEFORE = 48;
  private static final List<String> VERBS = List.of(" ist ", " lautet ", " is ", " war ", " was ");
  private static final Pattern VALUE =
      Pattern.compile("(?:[\"'`„“»]([^\"'`“”«\\n]{1,128})[\"'`“”«]|(\\S{8,128}))");
  private static final Pattern METHOD =
      Pattern.compile(
          "(?i)sha-?\\d|md5|argon|scram|base64|aes|rsa|utf|\\d{4}-\\d\\d|^[A-Z]{2,8}-[A-Z]?\\d+$");

  private Sentences() {}

  static void find(String text, List<Hit> hits) {
    for (String verb : VERBS) {
      int at = -1;
      while ((at = text.indexOf(verb, at + 1)) >= 0) {
        int start = at + verb.length();
        if (subject(text, at)) {
          value(text, start).ifPresent(hits::add);
        }
      }
    }
  }

  private static boolean subject(String text, int verb) {
    int word = verb;
    for (int i = verb; i >= 0 && i > verb - BEFORE; i--) {
      boolean gap = i == 0 || !nameable(text.charAt(i - 1));
      if (gap && word > i && TellingName.mayEnd(text, word) && telling(text.substring(i, word))) {
        return true;
      }
      if (i > 0 && text.charAt(i - 1) == '\n') {
        return false;
      }
      word = gap ? i - 1 : word;
    }
    return false;
  }

  private static boolean telling(String word) {
    return TellingName.rank(word).filter(rank -> rank != Rank.KEY).isPresent();
  }

  private static boolean nameable(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  private static Optional<Hit> value(String text, int start) {
    Matcher matcher = VALUE.matcher(text).region(start, Math.min(text.length(), start + 160));
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    int group = matcher.group(1) != null ? 1 : 2;
    String value = matcher.group(group);
    int end = matcher.end(group);
    while (group == 2 && end > start && ".,;:)!?".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    value = value.substring(0, end - matcher.start(group));
    boolean likely =
        Randomness.letterAndDigit(value, group == 1 ? 6 : 8)
            && !METHOD.matcher(value).find()
            && !Placeholders.is(value)
            && value.indexOf('(') < 0;
    return likely
        ? Optional.of(Hit.of(matcher.start(group), end, Kind.PASSWORD))
        : Optional.empty();
  }
}
