package zone.otta.ralf.workspace.card;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import zone.otta.ralf.card.Exposure;

/** Whether a sentence asks for, or rules out, being reached from the public network. */
final class Publicity {
  private static final Pattern PUBLIC =
      Pattern.compile(
          "\\b(wan|(?:oe|ö)ffentlich\\w*|public(?:ly)?|internet|port-?forward\\w*|portfreigabe|"
              + "anywhere|everyone|(?:ue|ü)berall)\\b",
          Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern DENIED =
      Pattern.compile(
          "\\b(kein\\w{0,3}|nicht|nie|niemals|ohne|no|not|never|none|without|nein|verboten|gesperrt|"
              + "forbidden|blocked)\\b");
  private static final Pattern NOT_ONLY = Pattern.compile("\\b(?:nicht nur|not only)\\b");

  private Publicity() {}

  static Exposure of(String sentence) {
    String text = Normalizer.normalize(sentence, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    if (!PUBLIC.matcher(text).find()) {
      return Exposure.UNSTATED;
    }
    boolean denied = DENIED.matcher(NOT_ONLY.matcher(text).replaceAll("")).find();
    return denied ? Exposure.NONE : Exposure.PUBLIC;
  }
}
