package zone.otta.ralf.port;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import zone.otta.ralf.site.Ipv4Address;

/**
 * Leads to addresses inside (or, for an outside probe, outside) the homelab. Rules:
 * docs/contracts/tunnel.md. Thread-safe; sockets are independent of each other.
 */
public interface Tunnel extends AutoCloseable {
  /**
   * A connected stream to the address, made by the far end of the tunnel. {@code setSoTimeout} is
   * honoured by reads.
   *
   * @throws IOException if the far end cannot connect or does not answer within the limit
   * @throws PortException if the tunnel itself cannot be opened
   */
  Socket connect(Ipv4Address address, int port, Duration limit) throws IOException;

  /**
   * Opens the tunnel itself, where there is something to open; connects to nothing behind it.
   *
   * @throws PortException if it cannot be opened
   */
  default void open() {}

  /** Ends every socket; never throws. */
  @Override
  void close();
}
