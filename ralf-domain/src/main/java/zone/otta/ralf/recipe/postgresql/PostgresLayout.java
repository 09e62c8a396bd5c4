package zone.otta.ralf.recipe.postgresql;

import java.util.Optional;
import zone.otta.ralf.card.OsRelease;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.guest.PackageName;
import zone.otta.ralf.guest.UnitName;

/** Where Debian's packaging puts the cluster {@code MAJOR/main}. */
public record PostgresLayout(int major) {
  static final FileOwner READABLE = new FileOwner("postgres", "postgres", "0644");
  static final FileOwner OWNER_ONLY = new FileOwner("postgres", "postgres", "0600");
  static final FileOwner GROUP_ONLY = new FileOwner("postgres", "postgres", "0640");
  static final GuestPath CREATE_CLUSTER =
      new GuestPath("/etc/postgresql-common/createcluster.d/50-ralf.conf");
  static final UnitName META_UNIT = new UnitName("postgresql.service");
  public static final int PORT = 5432;

  /** The major version a release ships; RALF takes no other. */
  public static Optional<PostgresLayout> of(OsRelease release) {
    return switch (release.distribution()) {
      case UBUNTU ->
          release.version().equals("24.04")
              ? Optional.of(new PostgresLayout(16))
              : Optional.empty();
      case DEBIAN ->
          switch (release.version()) {
            case "12" -> Optional.of(new PostgresLayout(15));
            case "13" -> Optional.of(new PostgresLayout(17));
            default -> Optional.empty();
          };
    };
  }

  public PackageName packageName() {
    return new PackageName("postgresql-" + major);
  }

  /**
   * The cluster's own unit; {@code postgresql.service} is a meta unit that stays active whatever
   * happens.
   */
  public UnitName unit() {
    return new UnitName("postgresql@" + major + "-main.service");
  }

  GuestPath folder() {
    return new GuestPath("/etc/postgresql/" + major + "/main");
  }

  public GuestPath settings() {
    return folder().child("conf.d").child("50-ralf.conf");
  }

  public GuestPath hostBasedAuthentication() {
    return folder().child("pg_hba.conf");
  }

  public GuestPath certificate() {
    return folder().child("server.crt");
  }

  GuestPath key() {
    return folder().child("server.key");
  }

  GuestPath unitDropIn() {
    return new GuestPath("/etc/systemd/system/" + unit().value() + ".d/50-ralf.conf");
  }
}
