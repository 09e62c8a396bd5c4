package zone.otta.ralf.proxmox.tunnel;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.JSchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A socket over one direct-tcpip channel. It has no socket implementation below it, so every method
 * that pgjdbc or a layered SSLSocket calls is answered here.
 */
final class ChannelSocket extends Socket {
  private static final int BUFFER = 1 << 16;
  private final ChannelDirectTCPIP channel;
  private final Consumer<Socket> onClose;
  private final Inbox inbox = new Inbox();
  private @Nullable InetSocketAddress peer;
  private @Nullable OutputStream out;
  private volatile boolean closed;
  private volatile boolean outputShut;
  private volatile boolean inputShut;

  ChannelSocket(ChannelDirectTCPIP channel, Consumer<Socket> onClose) throws SocketException {
    super((SocketImpl) null);
    this.channel = channel;
    this.onClose = onClose;
  }

  @Override
  public void connect(SocketAddress to, int millis) throws IOException {
    peer = (InetSocketAddress) to;
    String target = peer.getHostString() + ":" + peer.getPort();
    channel.setHost(peer.getHostString());
    channel.setPort(peer.getPort());
    channel.setOutputStream(inbox);
    out = channel.getOutputStream();
    try {
      channel.connect(millis);
      // JSch swallows some failures here; only the state tells.
      if (channel.isConnected()) {
        return;
      }
    } catch (JSchException e) {
      // the reason code says more
    }
    int reason = channel.getExitStatus();
    close();
    throw new ConnectException(why(reason, target, millis));
  }

  /** JSch keeps the reason code of RFC 4254, 5.1 in the exit status. */
  private static String why(int reason, String target, int millis) {
    return switch (reason) {
      case 1 ->
          target + ": forwarding is not allowed by the SSH server (AllowTcpForwarding, PermitOpen)";
      case 2 -> target + ": the SSH server cannot connect to it";
      case 3 -> target + ": the SSH server knows no direct-tcpip channels";
      case 4 -> target + ": the SSH server has no room for another channel";
      default -> target + ": no answer from the SSH server within " + millis + " ms";
    };
  }

  @Override
  public void connect(SocketAddress to) throws IOException {
    connect(to, 0);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    requireOpen();
    return inbox.in();
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    requireOpen();
    if (out == null) {
      throw new SocketException("Socket is not connected");
    }
    return out;
  }

  private void requireOpen() throws SocketException {
    if (closed) {
      throw new SocketException("Socket is closed");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      channel.disconnect();
      inbox.close();
      onClose.accept(this);
    }
  }

  @Override
  public void shutdownOutput() throws IOException {
    outputShut = true;
    getOutputStream().close();
  }

  @Override
  public void shutdownInput() {
    inputShut = true;
    inbox.close();
  }

  @Override
  public boolean isConnected() {
    return peer != null;
  }

  @Override
  public boolean isBound() {
    return peer != null;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public boolean isInputShutdown() {
    return inputShut;
  }

  @Override
  public boolean isOutputShutdown() {
    return outputShut;
  }

  @Override
  public void setSoTimeout(int millis) {
    inbox.timeoutMillis(millis);
  }

  @Override
  public int getSoTimeout() {
    return inbox.timeoutMillis();
  }

  @Override
  public @Nullable InetAddress getInetAddress() {
    return peer == null ? null : peer.getAddress();
  }

  @Override
  public int getPort() {
    return peer == null ? 0 : peer.getPort();
  }

  @Override
  public @Nullable SocketAddress getRemoteSocketAddress() {
    return peer;
  }

  @Override
  public @Nullable SocketAddress getLocalSocketAddress() {
    return null;
  }

  @Override
  public InetAddress getLocalAddress() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public int getLocalPort() {
    return -1;
  }

  // The options below belong to a TCP connection that the far end holds; nothing can be set from
  // here.

  @Override
  public void setTcpNoDelay(boolean on) {}

  @Override
  public boolean getTcpNoDelay() {
    return true;
  }

  @Override
  public void setKeepAlive(boolean on) {}

  @Override
  public boolean getKeepAlive() {
    return false;
  }

  @Override
  public void setSoLinger(boolean on, int seconds) {}

  @Override
  public int getSoLinger() {
    return -1;
  }

  @Override
  public void setReuseAddress(boolean on) {}

  @Override
  public boolean getReuseAddress() {
    return false;
  }

  @Override
  public void setTrafficClass(int trafficClass) {}

  @Override
  public int getTrafficClass() {
    return 0;
  }

  @Override
  public void setOOBInline(boolean on) {}

  @Override
  public boolean getOOBInline() {
    return false;
  }

  @Override
  public void setSendBufferSize(int size) {}

  @Override
  public int getSendBufferSize() {
    return BUFFER;
  }

  @Override
  public void setReceiveBufferSize(int size) {}

  @Override
  public int getReceiveBufferSize() {
    return BUFFER;
  }

  @Override
  public void setPerformancePreferences(int connectionTime, int latency, int bandwidth) {}

  @Override
  public <T> Socket setOption(SocketOption<T> name, T value) {
    return this;
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return Set.of();
  }

  @Override
  public String toString() {
    return "ChannelSocket[" + peer + "]";
  }
}
