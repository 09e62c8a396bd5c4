package zone.otta.ralf.testkit.probe;

import zone.otta.ralf.port.SmokeProbe;
import zone.otta.ralf.port.SmokeProbe.Login;
import zone.otta.ralf.port.Tunnel;

/** A database server that demands TLS and SCRAM, a tunnel to it, and the probe under test. */
public interface ProbeStage extends AutoCloseable {
  /** What can be wrong between probe and server. */
  enum Trouble {
    /** Nothing. */
    NONE,
    /** Nothing listens at the server's address. */
    DOWN,
    /** Something takes connections and never says a word. */
    SILENT,
    /** Somebody else answers, with a certificate of his own for the same names. */
    IMPOSTOR,
    /** The tunnel cannot be opened: it throws its {@code PortException}. */
    TUNNEL_SHUT
  }

  SmokeProbe probe();

  Tunnel tunnel();

  /**
   * A login that succeeds. Its query is {@link SmokeProbeContract#QUERY}; its password is {@link
   * SmokeProbeContract#PASSWORD}.
   */
  Login good();

  /** In PEM: a certificate for the server's address whose time is over. */
  String expiredCertificate();

  /** In PEM: a valid certificate for another address. */
  String certificateElsewhere();

  /** From now on. */
  void trouble(Trouble trouble) throws Exception;

  @Override
  void close();
}
