package zone.otta.ralf.site;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A DNS name of host labels, lower case, without the final dot: {@code postgres.otta.zone}. */
public record DnsName(String name) {
  public DnsName {
    if (name.length() > 253 || labels(name).isEmpty()) {
      throw new IllegalArgumentException("not a DNS name");
    }
  }

  private static List<String> labels(String name) {
    List<String> labels = Arrays.asList(name.split("\\.", -1));
    return labels.stream().allMatch(l -> HostName.parse(l).isPresent()) ? labels : List.of();
  }

  public static Optional<DnsName> parse(String text) {
    return text.length() <= 253 && !labels(text).isEmpty()
        ? Optional.of(new DnsName(text))
        : Optional.empty();
  }

  public String firstLabel() {
    return labels(name).get(0);
  }

  /** Whether the name is below the zone's apex (the apex itself is not inside). */
  public boolean isBelow(DnsName zone) {
    return name.endsWith("." + zone.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
