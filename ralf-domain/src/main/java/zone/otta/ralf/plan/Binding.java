package zone.otta.ralf.plan;

import java.util.Optional;

/**
 * The world a plan is for: another node, key, storage or DNS server makes it another plan.
 *
 * @param identity fingerprint of the node's host key or certificate
 * @param guestAccess how commands reach the container, {@code pct exec}
 * @param dns server, zone and key name, or {@code manual}
 */
public record Binding(
    String node,
    String endpoint,
    String identity,
    String guestAccess,
    String templateStorage,
    String rootfsStorage,
    String bridge,
    String dns,
    String zone,
    String secret,
    Optional<String> outsideProbe) {}
