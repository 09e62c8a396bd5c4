package zone.otta.ralf.dns.server;

/** A running name server on 127.0.0.1 with the zones of the stage and the keys of {@link Keys}. */
public interface NameServer extends AutoCloseable {
  int port();

  @Override
  void close();
}
