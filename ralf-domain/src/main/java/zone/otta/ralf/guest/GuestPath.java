package zone.otta.ralf.guest;

import java.util.regex.Pattern;

/**
 * An absolute, plain path inside a container: no dot segments, no blanks, nothing a shell would
 * read.
 */
public record GuestPath(String value) {
  private static final Pattern FORM = Pattern.compile("(/[A-Za-z0-9_@+-][A-Za-z0-9_.@+-]*)+");

  public GuestPath {
    if (value.length() > 255 || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a guest path");
    }
  }

  public GuestPath child(String name) {
    return new GuestPath(value + "/" + name);
  }

  @Override
  public String toString() {
    return value;
  }
}
