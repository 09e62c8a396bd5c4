package zone.otta.ralf.lab.ssh;

import java.net.InetSocketAddress;
import java.util.function.Function;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.forward.TcpForwardingFilter;
import org.apache.sshd.server.forward.TcpipServerChannel;

/**
 * direct-tcpip: the target is a card address, the connection leaves from the face's own address, so
 * that pg_hba.conf really decides by source. A target outside the lab is refused like a dead one,
 * never contacted.
 */
public final class Forward extends TcpipServerChannel.TcpipFactory {
  /** Two loopback addresses: where a connection goes and where it leaves from. */
  public record Route(String to, String from) {}

  private final Function<String, Route> routes;

  /**
   * @param routes the way to a target as the client names it
   */
  public Forward(Function<String, Route> routes) {
    super(TcpForwardingFilter.Type.Direct);
    this.routes = routes;
  }

  @Override
  public Channel createChannel(Session session) {
    return new TcpipServerChannel(getType(), null) {
      @Override
      protected OpenFuture doInit(Buffer asked) {
        String host = asked.getString();
        int port = asked.getInt();
        String from = asked.getString();
        int fromPort = asked.getInt();
        Route route = routes.apply(host);
        setLocalAddress(new InetSocketAddress(route.from(), 0));
        var mapped = new ByteArrayBuffer();
        mapped.putString(route.to());
        mapped.putInt(port);
        mapped.putString(from);
        mapped.putInt(fromPort);
        return super.doInit(mapped);
      }
    };
  }
}
