package zone.otta.ralf.guest;

import java.util.regex.Pattern;

/** Owner, group and octal mode of a file, for example {@code postgres:postgres 0640}. */
public record FileOwner(String user, String group, String mode) {
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
  private static final Pattern MODE = Pattern.compile("0[0-7]{3}");
  public static final FileOwner ROOT_0644 = new FileOwner("root", "root", "0644");

  /** The database server's own. */
  public static FileOwner postgres(String mode) {
    return new FileOwner("postgres", "postgres", mode);
  }

  public FileOwner {
    if (!NAME.matcher(user).matches()
        || !NAME.matcher(group).matches()
        || !MODE.matcher(mode).matches()) {
      throw new IllegalArgumentException("not an owner and mode");
    }
  }
}
