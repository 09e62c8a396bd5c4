package zone.otta.ralf.recipe.postgresql;

import java.util.regex.Pattern;

/** The name of a server setting; holds nothing that could mean more in SQL. */
record SettingName(String name) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z_]{1,62}");

  SettingName {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException("not a setting's name");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
