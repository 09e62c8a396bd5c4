package zone.otta.ralf.port;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * A node of the cluster, as a new container's home.
 *
 * @param online whether the cluster sees it
 * @param freeBytes memory that nobody uses; empty: the node does not say, or the login may not know
 */
public record NodeLoad(String node, boolean online, OptionalLong freeBytes) {
  public NodeLoad {
    Objects.requireNonNull(node);
    Objects.requireNonNull(freeBytes);
  }
}
