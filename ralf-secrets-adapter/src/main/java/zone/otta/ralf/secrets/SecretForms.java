package zone.otta.ralf.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** How one value may look after it went through somebody's encoder. */
public final class SecretForms {
  /** Shorter pieces would be found in ordinary text. */
  private static final int SHORTEST = 6;

  private SecretForms() {}

  /** All forms of 6 characters and more, the value itself among them. */
  public static Set<String> of(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    Set<String> forms = new HashSet<>();
    forms.add(value);
    String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
    forms.add(url);
    forms.add(url.replace("+", "%20"));
    forms.add(lowerCaseEscapes(url));
    forms.add(value.replace("\\", "\\\\").replace("\"", "\\\""));
    forms.add(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"));
    forms.add(value.replace("'", "'\\''"));
    forms.add(value.replaceAll("([\\\\\"$`])", "\\\\$1"));
    forms.add(value.replaceAll("([^A-Za-z0-9_./:@%+=,-])", "\\\\$1"));
    forms.add(value.replace("'", "''"));
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    base64(bytes, forms);
    forms.removeIf(f -> f.length() < SHORTEST);
    return forms;
  }

  /** {@code %2F} and {@code %2f} are the same to a reader. */
  private static String lowerCaseEscapes(String url) {
    StringBuilder lower = new StringBuilder(url);
    for (int i = url.indexOf('%'); i >= 0; i = url.indexOf('%', i + 1)) {
      lower.replace(i, i + 3, url.substring(i, i + 3).toLowerCase(Locale.ROOT));
    }
    return lower.toString();
  }

  /**
   * Inside a longer text ({@code user:password}) the secret may start at any of three places of a
   * Base64 group; what is looked for is the part that depends on the secret alone.
   */
  private static void base64(byte[] bytes, Set<String> forms) {
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      int from = (before * 8 + 5) / 6;
      int to = shifted.length * 8 / 6;
      for (Base64.Encoder encoder :
          new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
        forms.add(encoder.encodeToString(shifted).substring(from, to));
      }
    }
  }
}
