package zone.otta.ralf.card;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the container gets. Empty where the card says nothing or nothing readable (a finding tells).
 *
 * @param cpu cores
 * @param ramMib MiB
 * @param rootfsMib MiB
 * @param swapMib MiB, 0 allowed
 */
public record Resources(
    Optional<Integer> cpu,
    Optional<Long> ramMib,
    Optional<Long> rootfsMib,
    Optional<Long> swapMib,
    List<DataVolume> volumes) {
  /** A further volume, mounted at a path; size in MiB. */
  public record DataVolume(String mountPoint, long sizeMib) {
    public DataVolume {
      Objects.requireNonNull(mountPoint);
    }
  }

  public static final Resources NONE =
      new Resources(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  public Resources {
    volumes = List.copyOf(volumes);
  }
}
