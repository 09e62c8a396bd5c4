package zone.otta.ralf.testkit.probe;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.SmokeProbe;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.testkit.probe.ProbeStage.Trouble;

/** Probes with one mistake each, as people make them. */
final class WrongProbes {
  private WrongProbes() {}

  /** A right probe whose outcome is spoilt on its way out. */
  private static Function<Supplier<MemoryServer>, SmokeProbe> spoilt(
      Function<SmokeProbe.Outcome, SmokeProbe.Outcome> mistake) {
    return server -> (login, tunnel) -> mistake.apply(new MemoryProbe(server).login(login, tunnel));
  }

  /** Says TLS because it asked for TLS. */
  static Function<Supplier<MemoryServer>, SmokeProbe> doesNotAskForTls() {
    return spoilt(
        o ->
            o instanceof SmokeProbe.Outcome.Answered a
                ? new SmokeProbe.Outcome.Answered(a.rows(), "", a.serverVersion())
                : o);
  }

  /** Passes on the driver's code in place of the server's. */
  static Function<Supplier<MemoryServer>, SmokeProbe> translatesRefusals() {
    return spoilt(
        o ->
            o instanceof SmokeProbe.Outcome.Refused r
                ? new SmokeProbe.Outcome.Refused("08004", "FATAL: " + r.message())
                : o);
  }

  /** Tries with TLS when it was refused without, as libpq's default does the other way round. */
  static Function<Supplier<MemoryServer>, SmokeProbe> fallsBack() {
    return server ->
        new MemoryProbe(server) {
          @Override
          protected Outcome answer(Login l) {
            return super.answer(
                new Login(
                    l.address(),
                    l.port(),
                    l.database(),
                    l.user(),
                    l.password(),
                    l.pinned().or(() -> Optional.of(server.get().certificate())),
                    l.query(),
                    l.limit()));
          }
        };
  }

  /** Takes a failed query for a server that is away. */
  static Function<Supplier<MemoryServer>, SmokeProbe> losesErrors() {
    return spoilt(
        o ->
            o instanceof SmokeProbe.Outcome.Refused r && r.sqlState().startsWith("42")
                ? new SmokeProbe.Outcome.NoAnswer(Text.same("failed"))
                : o);
  }

  /** Takes a refused connection for the server's refusal. */
  static Function<Supplier<MemoryServer>, SmokeProbe> takesDownForRefused() {
    return spoilt(
        o ->
            o instanceof SmokeProbe.Outcome.NoAnswer n && n.why().en().equals("no connection")
                ? new SmokeProbe.Outcome.Refused("28000", "pg_hba.conf rejects connection for host")
                : o);
  }

  /** Throws when the limit is over. */
  static Function<Supplier<MemoryServer>, SmokeProbe> throwsOnSilence() {
    return spoilt(
        o -> {
          if (o instanceof SmokeProbe.Outcome.NoAnswer n && n.why().en().contains("in time")) {
            throw new IllegalStateException("timeout");
          }
          return o;
        });
  }

  /** Trusts whatever certificate is shown. */
  static Function<Supplier<MemoryServer>, SmokeProbe> trustsAnybody() {
    return server -> new MemoryProbe(() -> calm(server.get()));
  }

  private static MemoryServer calm(MemoryServer server) {
    return server.trouble() == Trouble.IMPOSTOR ? server.with(Trouble.NONE) : server;
  }

  /** Looks at the certificate after it has called. */
  static Function<Supplier<MemoryServer>, SmokeProbe> callsFirst() {
    return server ->
        (login, tunnel) -> {
          try {
            tunnel.connect(login.address(), login.port(), login.limit()).close();
          } catch (IOException e) {
            return new SmokeProbe.Outcome.NoAnswer(Text.same("no connection"));
          }
          return new MemoryProbe(server).login(login, tunnel);
        };
  }

  /** Hides why the tunnel is shut. */
  static Function<Supplier<MemoryServer>, SmokeProbe> swallowsTheTunnel() {
    return server ->
        (login, tunnel) -> {
          try {
            return new MemoryProbe(server).login(login, tunnel);
          } catch (PortException e) {
            return new SmokeProbe.Outcome.NoAnswer(Text.same("failed"));
          }
        };
  }

  /** Shows the connection string. */
  static Function<Supplier<MemoryServer>, SmokeProbe> showsTheConnection() {
    return server ->
        (login, tunnel) -> {
          SmokeProbe.Outcome outcome = new MemoryProbe(server).login(login, tunnel);
          return outcome instanceof SmokeProbe.Outcome.NoAnswer
              ? new SmokeProbe.Outcome.NoAnswer(
                  Text.same(login.user() + ":" + new String(login.password().reveal()) + "@server"))
              : outcome;
        };
  }

  /** Leaves its socket to the garbage collector. */
  static final class LeavesOpen extends MemoryProbe {
    LeavesOpen(Supplier<MemoryServer> server) {
      super(server);
    }

    @Override
    public Outcome login(Login login, Tunnel through) {
      Tunnel again =
          new Tunnel() {
            @Override
            public java.net.Socket connect(
                zone.otta.ralf.site.Ipv4Address address, int port, java.time.Duration limit)
                throws IOException {
              through.connect(address, port, limit);
              return new java.net.Socket();
            }

            @Override
            public void close() {}
          };
      return super.login(login, again);
    }
  }

  /** All of them, with the rule that names the mistake; others may fail with it. */
  static List<Wrong> all() {
    return List.of(
        new Wrong("sp01", "does not ask for TLS", doesNotAskForTls()),
        new Wrong("sp02", "translates refusals", translatesRefusals()),
        new Wrong("sp03", "falls back", fallsBack()),
        new Wrong("sp04", "loses errors", losesErrors()),
        new Wrong("sp05", "takes down for refused", takesDownForRefused()),
        new Wrong("sp06", "throws on silence", throwsOnSilence()),
        new Wrong("sp07", "trusts anybody", trustsAnybody()),
        new Wrong("sp08", "calls first", callsFirst()),
        new Wrong("sp09", "swallows the tunnel", swallowsTheTunnel()),
        new Wrong("sp10", "shows the connection", showsTheConnection()),
        new Wrong("sp11", "leaves sockets open", LeavesOpen::new));
  }

  /**
   * @param red the rule that names the mistake
   */
  record Wrong(String red, String mistake, Function<Supplier<MemoryServer>, SmokeProbe> probe) {
    @Override
    public String toString() {
      return red + " " + mistake;
    }
  }
}
