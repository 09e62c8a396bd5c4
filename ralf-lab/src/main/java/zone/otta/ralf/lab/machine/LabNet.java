package zone.otta.ralf.lab.machine;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;

/**
 * Card addresses to loopback and back, and the only place that knows loopback addresses: 10.10.a.b
 * is 127.N.a.b, a guest's own localhost is 127.(N+1).a.b, 172.31.a.b (outside the site) is
 * 127.31.a.b. Two octets per lab, because two guests' localhost would otherwise be one address, and
 * the machine's own.
 *
 * @param n the lab's octet, even
 */
public record LabNet(int n) {
  /** A guest's own localhost, as its files and programs write it. */
  public static final String LOCALHOST = "127.0.0.1";

  private static final int FIRST = 64;
  private static final int LAST = 252;
  private static final int MARKER_PORT = 65001;
  private static final int FIRST_PORT = 2222;

  /** An address to which nothing is ever bound. */
  private static final String NOWHERE = "127.0.0.0";

  public LabNet {
    if (n < FIRST || n > LAST || n % 2 != 0) {
      throw new IllegalArgumentException("n even, " + FIRST + ".." + LAST + ": " + n);
    }
  }

  /** The claim on one octet; it ends with the process at the latest, however that dies. */
  public record Claim(LabNet net, ServerSocket marker) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      marker.close();
    }
  }

  /** Takes the first octet whose marker address this process can bind. */
  public static Claim claim() throws IOException {
    for (int n = FIRST; n <= LAST; n += 2) {
      try {
        return new Claim(new LabNet(n), marker(n));
      } catch (BindException taken) {
        continue;
      }
    }
    throw new IOException("no free 127.N.0.0/16 between " + FIRST + " and " + LAST);
  }

  /** Whether no living lab holds this octet. */
  public static boolean free(int n) {
    try (ServerSocket marker = marker(n)) {
      return marker.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static ServerSocket marker(int n) throws IOException {
    return new ServerSocket(MARKER_PORT, 1, InetAddress.getByName("127." + n + ".255.254"));
  }

  /**
   * A port that is free on the lab's addresses, below those the kernel gives to clients.
   *
   * @throws IOException if none is
   */
  public int freePort() throws IOException {
    for (int port = FIRST_PORT; port < FIRST_PORT + 100; port++) {
      try (ServerSocket free = new ServerSocket(port, 1, bindAddress("10.10.255.253"))) {
        return free.getLocalPort();
      } catch (BindException taken) {
        continue;
      }
    }
    throw new IOException("no free port from " + FIRST_PORT + " up");
  }

  /**
   * Never resolves a name, never lets an address through that is not of this lab.
   *
   * @throws IllegalArgumentException if the text is no address of the lab
   */
  public String toLoopback(String card) {
    int[] q = quad(card);
    if (q[0] == 10 && q[1] == 10) {
      return "127." + n + "." + q[2] + "." + q[3];
    }
    if (q[0] == 172 && q[1] == 31) {
      return "127.31." + q[2] + "." + q[3];
    }
    throw new IllegalArgumentException("not in the lab: " + card);
  }

  /** The loopback address, or one where nothing answers if the text is no address of this lab. */
  public String toLoopbackOrNowhere(String card) {
    try {
      return toLoopback(card);
    } catch (IllegalArgumentException outside) {
      return NOWHERE;
    }
  }

  /** An address where nothing answers. */
  public String nowhere() {
    return NOWHERE;
  }

  /** The socket address form of a card address. */
  public InetAddress bindAddress(String card) {
    try {
      return InetAddress.getByName(toLoopback(card));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What 127.0.0.1 of one guest is on this machine. */
  public String guestLocal(String guest) {
    int[] q = quad(guest);
    return "127." + (n + 1) + "." + q[2] + "." + q[3];
  }

  /** The value of {@code listen_addresses}; a wildcard becomes the guest's two addresses. */
  public String listen(String value, String guest) {
    var out = new LinkedHashSet<String>();
    for (String part : value.split(",", -1)) {
      String address = part.strip();
      switch (address) {
        case "", "::1" -> {}
        case "localhost", LOCALHOST -> out.add(guestLocal(guest));
        case "*", "0.0.0.0" -> {
          out.add(guestLocal(guest));
          out.add(toLoopback(guest));
        }
        default -> out.add(toLoopback(address));
      }
    }
    return String.join(",", out);
  }

  /** The address column of a pg_hba.conf line. */
  public String hbaAddress(String address, String guest) {
    if (address.equals("all") || address.equals("0.0.0.0/0") || address.contains(":")) {
      return address;
    }
    String[] parts = address.split("/", -1);
    int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : -1;
    int[] q = quad(parts[0]);
    if (q[0] == 127) {
      if (bits != 32 && bits != 8) {
        throw new IllegalArgumentException("cannot map " + address);
      }
      return guestLocal(guest) + "/32";
    }
    if (bits < 16) {
      if (q[0] == 10 && bits >= 8) {
        return "127." + n + ".0.0/16";
      }
      throw new IllegalArgumentException("cannot map " + address);
    }
    return toLoopback(parts[0]) + "/" + bits;
  }

  /** The inverse, for texts that leave the guest. */
  public String toCard(String text) {
    return text.replaceAll("\\b127\\." + n + "\\.(\\d+\\.\\d+)", "10.10.$1")
        .replaceAll("\\b127\\." + (n + 1) + "\\.\\d+\\.\\d+", LOCALHOST)
        .replaceAll("\\b127\\.31\\.(\\d+\\.\\d+)", "172.31.$1");
  }

  private static int[] quad(String address) {
    String[] parts = address.split("\\.", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException("not IPv4: " + address);
    }
    int[] q = new int[4];
    for (int i = 0; i < 4; i++) {
      if (!parts[i].matches("0|[1-9]\\d{0,2}") || Integer.parseInt(parts[i]) > 255) {
        throw new IllegalArgumentException("not IPv4: " + address);
      }
      q[i] = Integer.parseInt(parts[i]);
    }
    return q;
  }
}
