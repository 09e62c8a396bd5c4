package zone.otta.ralf.site;

import java.util.Objects;

/** How commands get into a container. */
public sealed interface GuestAccess {
  /** As a plan binds it. */
  String text();

  /** {@code pct exec} on the node. */
  record PctExec() implements GuestAccess {
    @Override
    public String text() {
      return "pct exec";
    }
  }

  /**
   * The container's own SSH server.
   *
   * @param user root
   * @param keyFile private key; its public half is given to new containers
   */
  record Ssh(String user, String keyFile, int port) implements GuestAccess {
    public static final int PORT = 22;

    public Ssh {
      Objects.requireNonNull(user);
      Objects.requireNonNull(keyFile);
    }

    @Override
    public String text() {
      return "ssh " + user + " port " + port;
    }
  }
}
