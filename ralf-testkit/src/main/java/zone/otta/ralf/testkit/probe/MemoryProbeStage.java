package zone.otta.ralf.testkit.probe;

import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SmokeProbe;
import zone.otta.ralf.port.SmokeProbe.Login;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.site.Ipv4Address;

/** A stage in memory. */
public final class MemoryProbeStage implements ProbeStage {
  private static final String OWN = "-----BEGIN CERTIFICATE----- own";
  private static final String EXPIRED = "-----BEGIN CERTIFICATE----- expired";
  private static final String ELSEWHERE = "-----BEGIN CERTIFICATE----- elsewhere";
  private static final int PORT = 5432;

  private final SmokeProbe probe;
  private MemoryServer server =
      new MemoryServer(
          "ralf_app",
          new Secret(SmokeProbeContract.PASSWORD.toCharArray()),
          OWN,
          Set.of(EXPIRED, ELSEWHERE),
          Map.of(SmokeProbeContract.QUERY, List.of("first", "second")),
          Trouble.NONE);

  public MemoryProbeStage() {
    this(MemoryProbe::new);
  }

  /**
   * @param probe under test, over the stage's server
   */
  public MemoryProbeStage(Function<Supplier<MemoryServer>, SmokeProbe> probe) {
    this.probe = probe.apply(() -> server);
  }

  @Override
  public SmokeProbe probe() {
    return probe;
  }

  @Override
  public Tunnel tunnel() {
    return new Tunnel() {
      @Override
      public Socket connect(Ipv4Address address, int port, Duration limit) throws ConnectException {
        return switch (server.trouble()) {
          case TUNNEL_SHUT ->
              throw new PortException(
                  Fault.UNREACHABLE, "RALF-W001", Text.same("no tunnel"), Optional.empty());
          case DOWN -> throw new ConnectException("nothing listens");
          case NONE, SILENT, IMPOSTOR -> new Socket();
        };
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Login good() {
    return new Login(
        Ipv4Address.of("10.10.20.10"),
        PORT,
        "ralf",
        "ralf_app",
        new Secret(SmokeProbeContract.PASSWORD.toCharArray()),
        Optional.of(OWN),
        SmokeProbeContract.QUERY,
        Duration.ofSeconds(5));
  }

  @Override
  public String expiredCertificate() {
    return EXPIRED;
  }

  @Override
  public String certificateElsewhere() {
    return ELSEWHERE;
  }

  @Override
  public void trouble(Trouble trouble) {
    server = server.with(trouble);
  }

  @Override
  public void close() {}
}
