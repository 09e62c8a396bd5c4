package zone.otta.ralf.proxmox.api;

import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Response;

/** How far one call came, so that a failure can be judged. */
final class CallTrace extends EventListener {
  private boolean connecting;
  private boolean acquired;
  private boolean sending;
  private boolean answered;

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    connecting = true;
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    acquired = true;
  }

  @Override
  public void requestHeadersStart(Call call) {
    sending = true;
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    answered = true;
  }

  /** Something of the request may have reached the server. */
  boolean sent() {
    return sending;
  }

  /** On a connection kept from an earlier call, and no answer began: the server had closed it. */
  boolean stale() {
    return acquired && !connecting && !answered;
  }
}
