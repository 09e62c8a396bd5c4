package zone.otta.ralf.plan;

import java.util.Comparator;
import java.util.Objects;

/**
 * What a rule of a container's firewall lets through, as Proxmox VE holds it.
 *
 * @param action {@code ACCEPT}; of a rule of another form, what is other about it
 * @param protocol {@code tcp}, {@code udp}
 * @param port at the container
 * @param source network or address it holds for; empty: everybody
 * @param enabled a rule that is not is stored and idle
 */
public record FirewallRule(
    String action, String protocol, String port, String source, boolean enabled)
    implements Comparable<FirewallRule> {
  private static final Comparator<FirewallRule> ORDER =
      Comparator.comparing(FirewallRule::protocol)
          .thenComparing(FirewallRule::port)
          .thenComparing(FirewallRule::source)
          .thenComparing(FirewallRule::action)
          .thenComparing(FirewallRule::enabled);

  public FirewallRule {
    Objects.requireNonNull(action);
    Objects.requireNonNull(protocol);
    Objects.requireNonNull(port);
    Objects.requireNonNull(source);
  }

  /** One that lets a network in. */
  public static FirewallRule accept(String protocol, int port, String source) {
    return new FirewallRule("ACCEPT", protocol, Integer.toString(port), source, true);
  }

  @Override
  public int compareTo(FirewallRule other) {
    return ORDER.compare(this, other);
  }

  /** {@code 5432/tcp ACCEPT 10.10.0.0/16}. */
  @Override
  public String toString() {
    String from = source.isEmpty() ? "" : " " + source;
    return port + "/" + protocol + " " + action + from + (enabled ? "" : " (off)");
  }
}
