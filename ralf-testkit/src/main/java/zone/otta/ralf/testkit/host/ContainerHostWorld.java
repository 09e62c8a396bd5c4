package zone.otta.ralf.testkit.host;

import java.util.List;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.site.Ctid;

/**
 * A node as {@link ContainerHostContract} wants it: fresh, with one template, and ready for
 * trouble.
 */
public interface ContainerHostWorld extends AutoCloseable {
  /** A way to the node; each call makes another one. */
  ContainerHost host();

  /**
   * A container that can be made from {@link #template}; its id is free, its storage and bridge
   * exist.
   */
  Facts.Container container();

  /** Lies on the template storage. */
  Facts.Template template();

  /** Does not lie there, can be downloaded. */
  Facts.Template downloadable();

  /** Neither lies there nor can be downloaded. */
  Facts.Template nowhere();

  /** The nodes that {@link #host} may choose from; none: it is for one node. */
  default List<String> cluster() {
    return List.of();
  }

  /** From now on somebody else's stopped container has this id. */
  void occupy(Ctid id, String name);

  /** An existing container gets a lock, {@code backup}. */
  void lock(Ctid id, String lock);

  /** Happens to the next call that goes to the node, once. */
  void next(Trouble trouble);

  /** How many containers were made in this world, by the world's own count. */
  int created();
}
