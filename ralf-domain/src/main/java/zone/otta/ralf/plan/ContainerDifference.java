package zone.otta.ralf.plan;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields in which two container configurations differ, each with the effect of changing it.
 *
 * <p>What Proxmox VE 9.2.11 and 8.4.21 change at once on a running container: cores, memory, swap,
 * onboot, tags, description, growth of the root file system. Name server, search domain and
 * features wait for a restart; a host name is known inside only after one. The interface could be
 * exchanged at once too, but every connection would break, so it takes its turn with the restart.
 */
public final class ContainerDifference {
  /** One field: {@code memoryMib 2048 -> 4096}. */
  public record Field(String name, String seen, String wanted, Effect effect) {
    @Override
    public String toString() {
      return name + " " + seen + " -> " + wanted;
    }
  }

  private ContainerDifference() {}

  public static List<Field> between(Facts.Container seen, Facts.Container wanted) {
    var fields = new ArrayList<Field>();
    for (RecordComponent component : Facts.Container.class.getRecordComponents()) {
      Object a = FactsDifference.part(component, seen);
      Object b = FactsDifference.part(component, wanted);
      if (!a.equals(b)) {
        fields.add(
            new Field(
                component.getName(),
                a.toString(),
                b.toString(),
                effect(component.getName(), seen, wanted)));
      }
    }
    return fields;
  }

  /** Whether every field of {@code seen} has the value of one of the two. */
  public static boolean isBetween(
      Facts.Container from, Facts.Container seen, Facts.Container wanted) {
    for (RecordComponent component : Facts.Container.class.getRecordComponents()) {
      Object now = FactsDifference.part(component, seen);
      if (!now.equals(FactsDifference.part(component, from))
          && !now.equals(FactsDifference.part(component, wanted))) {
        return false;
      }
    }
    return true;
  }

  private static Effect effect(String field, Facts.Container seen, Facts.Container wanted) {
    return switch (field) {
      case "cores", "memoryMib", "swapMib", "onboot", "tags", "purpose" -> Effect.LIVE;
      case "rootfsMib" -> wanted.rootfsMib() > seen.rootfsMib() ? Effect.LIVE : Effect.DATA_LOSS;
      case "hostname",
          "nesting",
          "bridge",
          "address",
          "gateway",
          "mac",
          "nameserver",
          "searchdomain" ->
          Effect.RESTART;
      case "ctid", "rootfsStorage", "unprivileged" -> Effect.RECREATE;
      default -> throw new IllegalStateException("no effect known for " + field);
    };
  }
}
