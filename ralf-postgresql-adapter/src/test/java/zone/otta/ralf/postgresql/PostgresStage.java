package zone.otta.ralf.postgresql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SmokeProbe;
import zone.otta.ralf.port.SmokeProbe.Login;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.postgresql.server.Impostor;
import zone.otta.ralf.postgresql.server.LoopbackTunnel;
import zone.otta.ralf.postgresql.server.OddServer;
import zone.otta.ralf.postgresql.server.RealPostgres;
import zone.otta.ralf.postgresql.server.ServerCertificate;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.testkit.probe.ProbeStage;
import zone.otta.ralf.testkit.probe.SmokeProbeContract;

/** A stage over a real server; the tunnel leads from 10.10.20.10 to its loopback address. */
final class PostgresStage implements ProbeStage {
  static final String NAME = "postgres.otta.zone";
  static final String ADDRESS = "10.10.20.10";
  static final String INSIDE = "127.60.0.5";
  static final String OUTSIDE = "127.31.99.2";

  private final String certificate;
  private final LoopbackTunnel tunnel;
  private final List<OddServer> odd = new ArrayList<>();

  PostgresStage(RealPostgres server, ServerCertificate certificate) {
    this(server, certificate, INSIDE);
  }

  PostgresStage(RealPostgres server, ServerCertificate certificate, String source) {
    this.certificate = certificate.pem();
    this.tunnel =
        new LoopbackTunnel(source, new InetSocketAddress(RealPostgres.ADDRESS, server.port()));
  }

  static ServerCertificate certificate(String address, Duration from, Duration until) {
    Instant now = Instant.now();
    return ServerCertificate.of(NAME, address, now.plus(from), now.plus(until));
  }

  static ServerCertificate certificate() {
    return certificate(ADDRESS, Duration.ofHours(-1), Duration.ofDays(825));
  }

  @Override
  public SmokeProbe probe() {
    return new JdbcProbe(Clock.systemUTC());
  }

  @Override
  public Tunnel tunnel() {
    return tunnel;
  }

  @Override
  public Login good() {
    return new Login(
        Ipv4Address.of(ADDRESS),
        5432,
        "ralf",
        "ralf_app",
        new Secret(SmokeProbeContract.PASSWORD.toCharArray()),
        Optional.of(certificate),
        SmokeProbeContract.QUERY,
        Duration.ofSeconds(20));
  }

  @Override
  public String expiredCertificate() {
    return certificate(ADDRESS, Duration.ofDays(-30), Duration.ofDays(-1)).pem();
  }

  @Override
  public String certificateElsewhere() {
    return certificate("10.10.20.11", Duration.ofHours(-1), Duration.ofDays(30)).pem();
  }

  @Override
  public void trouble(Trouble trouble) throws Exception {
    switch (trouble) {
      case NONE -> {}
      case DOWN -> tunnel.lead(new InetSocketAddress(InetAddress.getByName("127.60.0.99"), 1));
      case SILENT -> meet(OddServer::silence);
      case IMPOSTOR -> meet(new Impostor(certificate()));
      case TUNNEL_SHUT -> tunnel.shut();
    }
  }

  /** Leads the tunnel to something that is no server. */
  OddServer meet(OddServer.Conduct conduct) throws IOException {
    OddServer server = new OddServer(conduct);
    odd.add(server);
    tunnel.lead(server.address());
    return server;
  }

  @Override
  public void close() {
    odd.forEach(OddServer::close);
  }
}
