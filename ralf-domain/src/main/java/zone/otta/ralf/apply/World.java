package zone.otta.ralf.apply;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.port.SmokeProbe;
import zone.otta.ralf.port.Tunnel;

/**
 * Everything outside, as ports.
 *
 * @param outside a way in from outside the site network, where the site names one
 */
public record World(
    ContainerHost host,
    GuestShell shell,
    InternalDns dns,
    SecretSource secrets,
    Tunnel tunnel,
    Optional<Tunnel> outside,
    SmokeProbe probe,
    InstantSource clock,
    Pause pause) {
  /** Lets time pass between two looks. */
  @FunctionalInterface
  public interface Pause {
    void of(Duration duration);
  }
}
