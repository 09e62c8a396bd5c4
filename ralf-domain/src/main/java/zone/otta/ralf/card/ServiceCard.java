package zone.otta.ralf.card;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import zone.otta.ralf.site.SecretReference;

/**
 * A service card (Dienstkartei) as read. Two cards that say the same in other words have equal
 * {@link #facts()}. What the card does not say, or says unreadably, is empty; the reader reports
 * the latter as C findings.
 *
 * @param model the operating model's line
 * @param platform the platform named in the operating model
 * @param release the guest operating system named in the operating model
 * @param group the third octet named by "Funktionsgruppe"
 * @param secrets references under "Credentials"
 */
public record ServiceCard(
    ServiceName service,
    String purpose,
    String model,
    Optional<Platform> platform,
    Optional<OsRelease> release,
    Optional<Integer> group,
    List<Port> ports,
    Exposure exposure,
    List<Dependency> dependencies,
    Resources resources,
    Security security,
    List<SecretReference> secrets,
    PlacementWish placement,
    List<EmbeddedStatus> status) {
  public ServiceCard {
    Objects.requireNonNull(service);
    Objects.requireNonNull(purpose);
    Objects.requireNonNull(model);
    Objects.requireNonNull(exposure);
    Objects.requireNonNull(resources);
    Objects.requireNonNull(security);
    Objects.requireNonNull(placement);
    ports = List.copyOf(ports);
    dependencies = List.copyOf(dependencies);
    secrets = List.copyOf(secrets);
    status = List.copyOf(status);
  }

  /**
   * The card without its prose: purpose, notes, reasons and the wording of lines. Two cards have
   * equal facts if RALF does the same for both.
   */
  public ServiceCard facts() {
    return new ServiceCard(
        service,
        "",
        "",
        platform,
        release,
        group,
        ports.stream().map(p -> new Port(p.number(), p.protocol(), p.from(), "")).toList(),
        exposure,
        dependencies.stream().map(d -> d.withLine("")).toList(),
        resources,
        security.withoutNotes(),
        secrets,
        placement.withoutReasons(),
        status);
  }
}
