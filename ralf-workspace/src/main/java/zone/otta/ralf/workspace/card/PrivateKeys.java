package zone.otta.ralf.workspace.card;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.Text;

/**
 * Finds private keys in PEM form, from their first line to their last, or to the end of the text.
 */
final class PrivateKeys {
  private static final Pattern BEGIN =
      Pattern.compile("-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----");
  private static final String END = "-----END ";
  private static final Text KIND = Text.of("a private key", "ein privater Schlüssel");

  private PrivateKeys() {}

  static List<SecretScan.Hit> find(String text) {
    var hits = new ArrayList<SecretScan.Hit>();
    if (!text.contains("PRIVATE KEY")) {
      return hits;
    }
    Matcher begin = BEGIN.matcher(text);
    int at = 0;
    while (at < text.length() && begin.find(at)) {
      int end = text.indexOf(END, begin.end());
      at = end < 0 ? text.length() : end;
      hits.add(new SecretScan.Hit(begin.start(), at, KIND));
    }
    return hits;
  }
}
