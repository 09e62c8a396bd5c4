package zone.otta.ralf.proxmox.tunnel;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import zone.otta.ralf.port.LabTarget;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.site.Ipv4Address;

/** No tunnel at all: the network leads from here to the containers. */
public final class DirectTunnel implements Tunnel {
  private final UnaryOperator<Ipv4Address> reached;
  private final boolean lab;
  private final OpenSockets sockets = new OpenSockets();

  /**
   * @param reached where an address of the site is reached from here
   * @param lab refuse every target that is not loopback
   */
  public DirectTunnel(UnaryOperator<Ipv4Address> reached, boolean lab) {
    this.reached = reached;
    this.lab = lab;
  }

  @Override
  public Socket connect(Ipv4Address address, int port, Duration limit) throws IOException {
    sockets.requireOpen();
    Ipv4Address target = reached.apply(address);
    if (lab) {
      LabTarget.requireLoopback(target.toString());
    }
    var socket = new Tracked();
    try {
      return sockets.connect(socket, target, port, limit);
    } catch (SocketTimeoutException e) {
      socket.close();
      throw new ConnectException(
          address + ":" + port + ": no answer within " + limit.toMillis() + " ms");
    } catch (ConnectException e) {
      socket.close();
      throw new ConnectException(address + ":" + port + ": connection refused");
    }
  }

  private final class Tracked extends Socket {
    @Override
    public synchronized void close() throws IOException {
      sockets.ended(this);
      super.close();
    }
  }

  @Override
  public void close() {
    sockets.close();
  }
}
