package zone.otta.ralf.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the node fetches a container template from, and by what the file is known.
 *
 * @param url without user, query or fragment; its last part is the file's name
 * @param algorithm {@code sha256} or {@code sha512}
 * @param checksum of the file, lower-case hexadecimal digits
 */
public record TemplateSource(String url, String algorithm, String checksum) {
  private static final Pattern URL =
      Pattern.compile(
          "https?://[A-Za-z0-9.-]+(:\\d{1,5})?(/[A-Za-z0-9._~%+,-]+)*/"
              + "(?<file>[a-z][a-z0-9_.+-]{0,100}\\.tar\\.(gz|xz|zst|bz2))");
  private static final Pattern SUM =
      Pattern.compile("(?<algorithm>sha256|sha512):(?<sum>[0-9a-f]{64}|[0-9a-f]{128})");

  public TemplateSource {
    if (!isUrl(url) || !isChecksum(algorithm + ":" + checksum)) {
      throw new IllegalArgumentException("no source of a template");
    }
  }

  /** Whether it is a URL whose file Proxmox VE takes for a template. */
  public static boolean isUrl(String text) {
    return text.length() <= 1000 && URL.matcher(text).matches();
  }

  /** Whether it is {@code sha256:} or {@code sha512:} with as many digits as that has. */
  public static boolean isChecksum(String text) {
    Matcher sum = SUM.matcher(text);
    return sum.matches()
        && sum.group("sum").length() == (sum.group("algorithm").equals("sha256") ? 64 : 128);
  }

  /**
   * @param checksum {@code sha512:...}
   */
  public static TemplateSource of(String url, String checksum) {
    int colon = checksum.indexOf(':');
    return new TemplateSource(url, checksum.substring(0, colon), checksum.substring(colon + 1));
  }

  /** Under which name the file is kept. */
  public String file() {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** For people: the URL, and the start of the sum. */
  @Override
  public String toString() {
    return url + " (" + algorithm + " " + checksum.substring(0, 12) + "…)";
  }
}
