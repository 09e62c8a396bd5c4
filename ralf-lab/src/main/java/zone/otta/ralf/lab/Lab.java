package zone.otta.ralf.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import zone.otta.ralf.lab.LabOptions.NameServer;
import zone.otta.ralf.lab.dns.CachingResolver;
import zone.otta.ralf.lab.dns.LabDns;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.guest.Guest;
import zone.otta.ralf.lab.guest.Nameserver;
import zone.otta.ralf.lab.machine.Folders;
import zone.otta.ralf.lab.machine.LabNet;
import zone.otta.ralf.lab.node.Node;
import zone.otta.ralf.lab.node.World;
import zone.otta.ralf.lab.node.WorldOptions;
import zone.otta.ralf.lab.opnsense.LabOpnsense;
import zone.otta.ralf.lab.opnsense.OpnsenseRelease;
import zone.otta.ralf.lab.pihole.LabPihole;
import zone.otta.ralf.lab.postgres.PostgresBinaries;
import zone.otta.ralf.lab.rest.RestFace;
import zone.otta.ralf.lab.rest.Tickets;
import zone.otta.ralf.lab.ssh.Shell;
import zone.otta.ralf.lab.ssh.SshFace;
import zone.otta.ralf.lab.ssh.SshKeys;
import zone.otta.ralf.lab.vault.LabVault;

/**
 * A Proxmox-like world on loopback: the node's SSH face and API, a second face outside the site, a
 * name server with signed updates, and guests whose operating system is emulated and whose
 * PostgreSQL is real. Credentials are random per lab. Thread-safe.
 */
public final class Lab implements AutoCloseable {
  public static final String ZONE = "otta.zone";
  public static final String REVERSE_ZONE = "10.10.in-addr.arpa";

  /** Other servers for names, among the infrastructure. */
  private static final String RESOLVER = "10.10.0.2";

  private static final String PIHOLE = "10.10.0.3";

  /** The card address of the vault, among backup and security. */
  private static final String VAULT = "10.10.30.10";

  public static final String OUTSIDE = "172.31.99.2";

  /** Strong references: the logging system forgets levels of loggers nobody holds. */
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("org.apache.sshd"), Logger.getLogger("org.xbill.DNS"));

  private final LabFolder folder;
  private final Path dir;
  private final LabNet.Claim claim;
  private final Path runtime;
  private final World world;
  private final Faults faults = new Faults();
  private final LabDns dns;
  private final SshFace node;
  private final SshFace outside;
  private final RestFace api;
  private final Optional<LabVault> vault;
  private final Optional<LabPihole> pihole;
  private final Optional<CachingResolver> resolver;
  private final Optional<LabOpnsense> opnsense;
  private final int guestSshPort;
  private final Control control;
  private final CountDownLatch stopAsked = new CountDownLatch(1);
  private boolean closed;

  /** Starts everything; ready when it returns. */
  public static Lab start(LabOptions options) throws IOException, InterruptedException {
    QUIET.forEach(l -> l.setLevel(Level.OFF));
    RuntimeFolder.sweep();
    return new Lab(options);
  }

  private Lab(LabOptions options) throws IOException, InterruptedException {
    // BouncyCastle and the name server load in parallel: each takes about a second in a cold
    // virtual
    // machine. The server programs wait until the faces stand; the first installation needs them.
    folder = LabFolder.take(options.dir().toAbsolutePath().normalize());
    dir = folder.path();
    var keys =
        Background.started(
            "keys", () -> List.of(SshKeys.generate(), SshKeys.generate(), SshKeys.generate()));
    var binaries = new Background<>("postgres", () -> binaries(options.cacheHome()));
    claim = LabNet.claim();
    LabNet net = claim.net();
    WorldOptions wanted = options.world();
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    var names = Background.started("dns", () -> dns(net, wanted, secret));
    runtime = RuntimeFolder.make(net);
    var log = new AccessLog(dir.resolve("access.log"));
    guestSshPort = net.freePort();
    world =
        new World(
            wanted,
            new Guest.Setting(
                net,
                binaries,
                wanted.boot(),
                guestSshPort,
                new Nameserver(() -> nameserver(wanted)),
                shell -> watched(log, shell)),
            runtime);
    api = new RestFace(net, world, new FaultyApi(log, faults), options.unauthorized());
    vault = options.vault().isEmpty() ? Optional.empty() : Optional.of(vault(options, net, log));
    opnsense =
        options.names().contains(NameServer.OPNSENSE)
            ? Optional.of(opnsense(wanted, net, log))
            : Optional.empty();
    var programs = new Node(world);
    List<KeyPair> made = keys.call();
    KeyPair client = made.get(2);
    node =
        new SshFace(
            net,
            wanted.address(),
            made.get(0),
            client.getPublic(),
            new FaultyShell("node", log, faults, programs::run));
    outside =
        new SshFace(
            net,
            OUTSIDE,
            made.get(1),
            client.getPublic(),
            new FaultyShell("outside", log, faults, Lab::nothing));
    dns = names.call();
    pihole =
        options.names().contains(NameServer.PIHOLE)
            ? Optional.of(pihole(wanted, net, log))
            : Optional.empty();
    resolver =
        options.names().contains(NameServer.RESOLVER)
            ? Optional.of(resolver(wanted, net))
            : Optional.empty();
    binaries.start();
    control = new Control(runtime.resolve("control"), this::command);
    Folders.writePrivate(dir.resolve("api.token"), api.tokenFile());
    Folders.writePrivate(dir.resolve("api.password"), api.tickets().passwordFile());
    Folders.writePrivate(
        dir.resolve("api.pem"), api.certificate().getBytes(StandardCharsets.US_ASCII));
    Folders.writePrivate(dir.resolve("id_ed25519"), SshKeys.privateKeyFile(client));
    Folders.writePrivate(
        dir.resolve("tsig.secret"),
        (Base64.getEncoder().encodeToString(secret) + "\n").getBytes(StandardCharsets.US_ASCII));
    Folders.writePrivate(
        dir.resolve("control"),
        (runtime.resolve("control") + "\n").getBytes(StandardCharsets.UTF_8));
    Folders.writePrivate(
        dir.resolve("lab.json"), status(net, wanted).getBytes(StandardCharsets.UTF_8));
  }

  private static PostgresBinaries binaries(Path cacheHome)
      throws IOException, InterruptedException {
    PostgresBinaries binaries = PostgresBinaries.in(cacheHome);
    binaries.prepareData(Guest.usualInitdbOptions());
    return binaries;
  }

  private LabVault vault(LabOptions options, LabNet net, AccessLog log) throws IOException {
    return LabVault.start(
        dir,
        InetAddress.getByName(net.toLoopback(VAULT)),
        options.vault().orElseThrow(),
        request -> log.add("vault", request));
  }

  private LabPihole pihole(WorldOptions wanted, LabNet net, AccessLog log) throws IOException {
    return LabPihole.start(
        dir,
        net.bindAddress(PIHOLE),
        List.of(
            wanted.address() + " " + wanted.node() + "." + ZONE,
            "10.10.0.100 intranet." + ZONE + " intranet"),
        request -> log.add("pihole", request));
  }

  private CachingResolver resolver(WorldOptions wanted, LabNet net) throws IOException {
    var authority = new InetSocketAddress(net.bindAddress(wanted.gateway()), dns.port());
    return new CachingResolver(
        net.bindAddress(RESOLVER), Map.of(ZONE, authority, REVERSE_ZONE, authority));
  }

  /** The gateway is a firewall that answers for hosts of the site by itself. */
  private LabOpnsense opnsense(WorldOptions wanted, LabNet net, AccessLog log) throws IOException {
    return LabOpnsense.start(
        dir,
        net.bindAddress(wanted.gateway()),
        OpnsenseRelease.V26_1,
        Map.of(wanted.node() + "." + ZONE, wanted.address(), "intranet." + ZONE, "10.10.0.100"),
        request -> log.add("opnsense", request));
  }

  private static LabDns dns(LabNet net, WorldOptions wanted, byte[] secret) throws IOException {
    var hosts =
        List.of(
            new LabDns.Host("ns", wanted.gateway()),
            new LabDns.Host(wanted.node(), wanted.address()),
            new LabDns.Host("intranet", "10.10.0.100"));
    return new LabDns(net, wanted.gateway(), ZONE, REVERSE_ZONE, hosts, secret);
  }

  private String status(LabNet net, WorldOptions wanted) {
    return LabStatus.json(
        dir,
        net.n(),
        wanted.node(),
        node,
        outside,
        api,
        guestSshPort,
        net.toLoopback(wanted.gateway()),
        dns.port(),
        vault.map(v -> v.status(dir)),
        pihole.map(p -> p.status(dir)),
        resolver,
        opnsense.map(o -> o.status(dir)));
  }

  /** Of the containers: the Pi-hole if there is one, as in most homelabs that have one. */
  private InetSocketAddress nameserver(WorldOptions wanted) {
    if (pihole.isPresent()) {
      return new InetSocketAddress(pihole.get().server().host(), pihole.get().server().dnsPort());
    }
    return opnsense
        .map(o -> new InetSocketAddress(o.server().host(), o.server().dnsPort()))
        .orElseGet(
            () -> new InetSocketAddress(claim.net().toLoopback(wanted.gateway()), dns.port()));
  }

  private Shell watched(AccessLog log, Shell shell) {
    return new FaultyShell("guest", log, faults, (line, call) -> shell.run(line, call, () -> {}));
  }

  private static int nothing(String line, Call call) {
    call.err("lab: not in the vocabulary: " + line + "\n");
    return 127;
  }

  private String command(String line) {
    try {
      if (line.equals("dump")) {
        return dump();
      }
      if (line.equals("stop")) {
        stopAsked.countDown();
        return "stopping\n";
      }
      if (line.startsWith("fault ")) {
        inject(Fault.parse(line.substring("fault ".length())));
        return "injected\n";
      }
      return "no such command\n";
    } catch (IOException | RuntimeException e) {
      return "failed: " + e.getMessage() + "\n";
    }
  }

  /** The home of the lab with its status file and credentials. */
  public Path dir() {
    return dir;
  }

  public LabNet net() {
    return claim.net();
  }

  /** The node's SSH face. */
  public SshFace node() {
    return node;
  }

  /** The face whose connections come from outside the site. */
  public SshFace outside() {
    return outside;
  }

  /** The node's API. */
  public RestFace api() {
    return api;
  }

  /** Where the SSH servers of all guests listen. */
  public int guestSshPort() {
    return guestSshPort;
  }

  /** The file with the API token, {@code user@realm!name=secret}. */
  public Path tokenFile() {
    return dir.resolve("api.token");
  }

  /** The file with the password of {@link Tickets#user()}. */
  public Path passwordFile() {
    return dir.resolve("api.password");
  }

  /** The emulated Vaultwarden, if the lab was started with one. */
  public Optional<LabVault> vault() {
    return vault;
  }

  /** The emulated OPNsense, if the lab was started with one. */
  public Optional<LabOpnsense> opnsense() {
    return opnsense;
  }

  public LabDns dns() {
    return dns;
  }

  /** The emulated Pi-hole, if the lab was started with one. */
  public Optional<LabPihole> pihole() {
    return pihole;
  }

  /** The resolver that remembers, if the lab was started with one. */
  public Optional<CachingResolver> resolver() {
    return resolver;
  }

  /** The file with the private key that opens both faces. */
  public Path keyFile() {
    return dir.resolve("id_ed25519");
  }

  /** The file with the base64 TSIG secret. */
  public Path keySecretFile() {
    return dir.resolve("tsig.secret");
  }

  /** Makes something go wrong. */
  public void inject(Fault fault) {
    switch (fault) {
      case Fault.OnCommand onCommand -> faults.add(onCommand);
      case Fault.OnTask onTask -> faults.add(onTask);
      case Fault.Lock lock -> world.lock(lock.id(), Optional.of(lock.lock()));
      case Fault.Unlock unlock -> world.lock(unlock.id(), Optional.empty());
      case Fault.Revoke revoke -> api.acl().revoke(revoke.privilege());
      case Fault.Grant grant -> api.acl().grant(grant.path(), grant.privilege());
      case Fault.ExpireTickets expire -> api.tickets().expire();
      case Fault.SecondFactor second -> api.tickets().askSecondFactor();
      case Fault.StuckFileSystem stuck -> world.stickFileSystem(stuck.id());
      case Fault.ClockSkew skew -> world.skew(Duration.ofSeconds(skew.seconds()));
      case Fault.Join join -> world.join(join.node(), join.freeMib());
      case Fault.Move move -> world.move(move.id(), move.node());
      case Fault.DatacenterFirewall firewall -> world.firewall().datacenter(firewall.on());
      case Fault.LoginLimit limit -> vault.ifPresent(v -> v.server().allowLogins(limit.logins()));
      case Fault.Vault trouble ->
          vault.orElseThrow().server().trouble(trouble.path(), trouble.trouble());
      case Fault.Pihole trouble -> pihole.orElseThrow().server().trouble(trouble.trouble());
      case Fault.ResolverAhead ahead ->
          resolver.orElseThrow().ahead(Duration.ofSeconds(ahead.seconds()));
      case Fault.Opnsense trouble -> opnsense.orElseThrow().server().trouble(trouble.trouble());
      case Fault.Foreign foreign -> world.foreign(foreign.id(), foreign.name());
    }
  }

  /** Where the guests' roots and logs are: there while the lab runs. */
  public Path runtime() {
    return runtime;
  }

  /** What was asked at the SSH faces, the APIs and the vault so far. */
  public List<String> accessLog() throws IOException {
    return Files.readAllLines(dir.resolve("access.log"));
  }

  /**
   * The state of the world as stable text, also written to {@code world.dump}: two runs that
   * reached the same state give the same text.
   */
  public String dump() throws IOException {
    var lines = new ArrayList<>(world.dump());
    dns.records().forEach(r -> lines.add("dns " + r));
    pihole.ifPresent(p -> p.server().store().hosts().forEach(h -> lines.add("pihole " + h)));
    opnsense.ifPresent(o -> o.server().store().lines().forEach(l -> lines.add("opnsense " + l)));
    String text = Masks.apply(String.join("\n", lines) + "\n");
    Folders.writePrivate(dir.resolve("world.dump"), text.getBytes(StandardCharsets.UTF_8));
    return text;
  }

  /** Waits until somebody asks the lab to stop. */
  void awaitStop() throws InterruptedException {
    stopAsked.await();
  }

  void askStop() {
    stopAsked.countDown();
  }

  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    node.close();
    outside.close();
    api.close();
    vault.ifPresent(LabVault::close);
    if (resolver.isPresent()) {
      resolver.get().close();
    }
    if (pihole.isPresent()) {
      pihole.get().close();
    }
    if (opnsense.isPresent()) {
      opnsense.get().close();
    }
    dns.close();
    control.close();
    try {
      world.shutDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Folders.delete(runtime);
    claim.close();
    folder.close();
    stopAsked.countDown();
  }

  /** Closes without a checked exception, for a shutdown hook. */
  void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
