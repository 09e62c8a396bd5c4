package zone.otta.ralf.dns.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** The real servers of one test class, each started when it is first asked for. */
public final class RealServers implements AutoCloseable {
  private final Map<RealServer, NameServer> running = new EnumMap<>(RealServer.class);
  private final Path folder;

  public RealServers(Path folder) {
    this.folder = folder;
  }

  public synchronized NameServer get(RealServer which) throws Exception {
    NameServer server = running.get(which);
    if (server == null) {
      server = which.start(Files.createDirectories(folder.resolve(which.name())));
      running.put(which, server);
    }
    return server;
  }

  @Override
  public void close() {
    running.values().forEach(NameServer::close);
  }
}
