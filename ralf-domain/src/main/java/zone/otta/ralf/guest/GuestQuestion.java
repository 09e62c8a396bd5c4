package zone.otta.ralf.guest;

import java.util.regex.Pattern;
import zone.otta.ralf.site.DnsName;

/** One question of the constant script {@link GuestScripts#ASK}: many cost one remote call. */
public sealed interface GuestQuestion {
  /** The first of the script's two words. */
  String kind();

  /** The second word; {@code -} where the kind takes none. */
  String argument();

  /** {@code /etc/os-release}. */
  record Os() implements GuestQuestion {
    @Override
    public String kind() {
      return "os";
    }

    @Override
    public String argument() {
      return "-";
    }
  }

  /**
   * {@code systemctl is-system-running}: running, degraded, starting ... (exit 1 unless running).
   */
  record SystemState() implements GuestQuestion {
    @Override
    public String kind() {
      return "system";
    }

    @Override
    public String argument() {
      return "-";
    }
  }

  /**
   * {@code stat -c '%F|%U|%G|%a|%s|%.9Y'} and, for a regular file, {@code sha256sum}: type, user,
   * group, octal mode without leading zero, bytes, modification time in seconds with nine decimals.
   */
  record FileState(GuestPath path) implements GuestQuestion {
    @Override
    public String kind() {
      return "file";
    }

    @Override
    public String argument() {
      return path.value();
    }
  }

  /** The text of a file that holds no secret (a certificate). */
  record FileText(GuestPath path) implements GuestQuestion {
    @Override
    public String kind() {
      return "text";
    }

    @Override
    public String argument() {
      return path.value();
    }
  }

  /** {@code dpkg-query}: {@code installed 16.4-1} or {@code no packages found matching NAME}. */
  record PackageState(PackageName name) implements GuestQuestion {
    @Override
    public String kind() {
      return "package";
    }

    @Override
    public String argument() {
      return name.value();
    }
  }

  /**
   * {@code apt-cache policy}: what apt would install now; no output at all for an unknown package.
   */
  record PackageCandidate(PackageName name) implements GuestQuestion {
    @Override
    public String kind() {
      return "candidate";
    }

    @Override
    public String argument() {
      return name.value();
    }
  }

  /**
   * {@code systemctl show}: LoadState, ActiveState, SubState, UnitFileState in systemd's own order.
   */
  record UnitState(UnitName unit) implements GuestQuestion {
    @Override
    public String kind() {
      return "unit";
    }

    @Override
    public String argument() {
      return unit.value();
    }
  }

  /** {@code ss -ltnH}: the listening TCP sockets. */
  record Sockets() implements GuestQuestion {
    @Override
    public String kind() {
      return "sockets";
    }

    @Override
    public String argument() {
      return "-";
    }
  }

  /**
   * {@code getent -s dns ahostsv4}: what the guest's own nameserver says of a name, the hosts file
   * passed over; one line for each address and kind of socket. Exit 2: no address, or no answer.
   */
  record HostAddress(DnsName name) implements GuestQuestion {
    @Override
    public String kind() {
      return "name";
    }

    @Override
    public String argument() {
      return name.name();
    }
  }

  /**
   * Constant SQL, run as {@code postgres} over the local socket; rows as psql -A -t prints them.
   */
  record Sql(String database, String text) implements GuestQuestion {
    private static final Pattern DATABASE = Pattern.compile("[a-z][a-z0-9_]{0,30}");

    public Sql {
      if (!DATABASE.matcher(database).matches()) {
        throw new IllegalArgumentException("not a question");
      }
    }

    @Override
    public String kind() {
      return "sql:" + database;
    }

    @Override
    public String argument() {
      return text;
    }
  }
}
