package zone.otta.ralf.lab.rest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import zone.otta.ralf.lab.machine.LabNet;
import zone.otta.ralf.lab.node.Operations;
import zone.otta.ralf.lab.node.World;

/**
 * The node's API over HTTPS, at the node's own card address: one user with a token and a password,
 * the minimal role, tasks in the background, over the same world as the SSH face. Thread-safe.
 */
public final class RestFace implements AutoCloseable {
  private static final int UNAUTHORIZED = 401;
  private final String host;
  private final ServerSocket server;
  private final ServerIdentity identity;
  private final ApiToken token = new ApiToken();
  private final Tickets tickets = new Tickets();
  private final Acl acl;
  private final InstantSource clock;
  private final Routes routes;
  private final Passage passage;
  private final Duration unauthorized;
  private final Set<Wire> open = ConcurrentHashMap.newKeySet();

  /**
   * Listens on a free port.
   *
   * @param passage what every request goes through
   * @param unauthorized how late a 401 comes; 3 s with the real server
   */
  public RestFace(LabNet net, World world, Passage passage, Duration unauthorized)
      throws IOException {
    this.passage = passage;
    this.unauthorized = unauthorized;
    String card = world.options().address();
    host = net.toLoopback(card);
    identity = ServerIdentity.create(world.options().node(), InetAddress.getByName(host));
    acl = new Acl(world.options(), world::pooled);
    clock = world::now;
    routes = routes(world);
    server = identity.listen(InetAddress.getByName(host));
    Thread.ofPlatform().daemon().name("lab api").start(this::accept);
  }

  private Routes routes(World world) {
    var made = new Routes(world);
    var operations = new Operations(world);
    var tasks = new Tasks(world, passage::trouble);
    new NodeEndpoints(acl, world, operations, identity.fingerprint()).in(made);
    new StorageEndpoints(acl, world, operations, tasks).in(made);
    new ContainerEndpoints(
            acl,
            world,
            operations,
            new OptionRights(acl, operations, world.options().release()),
            tasks)
        .in(made);
    new SnapshotEndpoints(acl, operations, tasks).in(made);
    new TaskEndpoints(tasks).in(made);
    new FirewallEndpoints(acl, world.firewall()).in(made);
    return made;
  }

  public String host() {
    return host;
  }

  public int port() {
    return server.getLocalPort();
  }

  /** SHA-256 of the certificate, as Proxmox shows it: pairs of upper case digits with colons. */
  public String fingerprint() {
    return identity.fingerprint();
  }

  /** The certificate in PEM; it is its own authority. */
  public String certificate() {
    return identity.certificatePem();
  }

  /** What belongs into the token's file: {@code user@realm!name=secret}. */
  public byte[] tokenFile() {
    return token.file();
  }

  /** Log-ins of the token's user, by password. */
  public Tickets tickets() {
    return tickets;
  }

  /** What the token's user may. */
  public Acl acl() {
    return acl;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofPlatform().daemon().name("lab api connection").start(() -> serve(socket));
      } catch (IOException closed) {
        continue;
      }
    }
  }

  private void serve(Socket socket) {
    try (Wire wire = new Wire(socket, clock)) {
      open.add(wire);
      try {
        while (exchange(wire)) {
          continue;
        }
      } finally {
        open.remove(wire);
      }
    } catch (IOException left) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One request and its reply; true if the connection stays. */
  private boolean exchange(Wire wire) throws IOException, InterruptedException {
    Optional<Request> request;
    try {
      request = wire.next();
    } catch (Refusal e) {
      return wire.send(e.reply());
    }
    if (request.isEmpty()) {
      return false;
    }
    Request asked = request.get();
    Passage.Passed passed = passage.pass(asked, () -> reply(asked), wire::left);
    if (passed.reply().isEmpty()) {
      return false;
    }
    if (passed.cut()) {
      wire.sendHalf(passed.reply().get());
      return false;
    }
    return wire.send(passed.reply().get());
  }

  private Reply reply(Request request) throws IOException, InterruptedException {
    if (!request.api()) {
      return Reply.bare(501, "no such file '" + request.path() + "'");
    }
    try {
      if (request.method().equals("POST") && request.path().equals(Tickets.PATH)) {
        return Reply.ok(tickets.logIn(Parameters.of(request)).json(), true);
      }
      if (Tickets.in(request)) {
        tickets.check(request);
      } else {
        token.check(request);
      }
    } catch (Refusal e) {
      Reply refused = e.reply();
      if (refused.status() == UNAUTHORIZED) {
        Thread.sleep(unauthorized.toMillis());
      }
      return refused;
    }
    return routes.reply(request);
  }

  /** Ends the connections that are there, as a restart of pveproxy does. */
  public void hangUp() {
    for (Wire wire : open) {
      try {
        wire.close();
      } catch (IOException gone) {
        continue;
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    hangUp();
  }
}
