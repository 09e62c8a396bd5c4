package zone.otta.ralf.guest;

import java.util.regex.Pattern;

/** The name of a Debian package. */
public record PackageName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9+.-]{1,63}");

  public PackageName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a package name");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
