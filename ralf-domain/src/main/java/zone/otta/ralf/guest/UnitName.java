package zone.otta.ralf.guest;

import java.util.regex.Pattern;

/** The name of a systemd unit, {@code postgresql@16-main.service}. */
public record UnitName(String value) {
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@-]{0,120}\\.(service|timer|target)");

  public UnitName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a unit name");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
