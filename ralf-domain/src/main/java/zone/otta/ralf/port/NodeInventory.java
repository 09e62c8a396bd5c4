package zone.otta.ralf.port;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import zone.otta.ralf.site.Ctid;

/**
 * What the node says of itself, asked in one call.
 *
 * @param node its name
 * @param version for example {@code 9.2.11}
 * @param identity fingerprint of the host key or certificate the answer came from, {@code
 *     SHA256:...}
 * @param guests containers and virtual machines of the whole cluster
 * @param templates file names on the template storage
 * @param available template files that could be downloaded
 * @param addressAnswers whether something answered on the asked address
 */
public record NodeInventory(
    String node,
    String version,
    String identity,
    List<Guest> guests,
    List<Storage> storages,
    List<TemplateFile> templates,
    List<String> available,
    Set<String> bridges,
    boolean addressAnswers) {
  /**
   * A guest of the cluster.
   *
   * @param lock empty if not locked
   * @param node of the cluster it lives on
   */
  public record Guest(
      Ctid id, Kind kind, String name, boolean running, Optional<String> lock, String node) {
    /** Container or virtual machine. */
    public enum Kind {
      CONTAINER,
      MACHINE
    }
  }

  /** A storage and what it has free, in bytes. */
  public record Storage(
      String name, String type, boolean active, long availableBytes, Content content) {
    /** What it was asked for. */
    public enum Content {
      ROOTDIR,
      VZTMPL
    }
  }

  /** A template present on the template storage; size in bytes as far as known. */
  public record TemplateFile(String file, long bytes) {}

  public NodeInventory {
    guests = List.copyOf(guests);
    storages = List.copyOf(storages);
    templates = List.copyOf(templates);
    available = List.copyOf(available);
    bridges = Set.copyOf(bridges);
  }
}
