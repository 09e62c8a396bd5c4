package zone.otta.ralf.lab.ssh;

import java.net.InetSocketAddress;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.forward.TcpForwardingFilter;
import org.apache.sshd.server.forward.TcpipServerChannel;
import zone.otta.ralf.lab.machine.LabNet;

/**
 * direct-tcpip: the target is a card address, the connection leaves from the face's own address, so
 * that pg_hba.conf really decides by source. A target outside the lab is refused like a dead one,
 * never contacted.
 */
final class Forward extends TcpipServerChannel.TcpipFactory {
  private final LabNet net;
  private final String source;

  Forward(LabNet net, String source) {
    super(TcpForwardingFilter.Type.Direct);
    this.net = net;
    this.source = source;
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
        setLocalAddress(new InetSocketAddress(net.bindAddress(source), 0));
        var mapped = new ByteArrayBuffer();
        mapped.putString(net.toLoopbackOrNowhere(host));
        mapped.putInt(port);
        mapped.putString(from);
        mapped.putInt(fromPort);
        return super.doInit(mapped);
      }
    };
  }
}
