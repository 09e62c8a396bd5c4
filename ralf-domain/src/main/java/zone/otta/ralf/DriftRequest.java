package zone.otta.ralf;

import java.util.Optional;
import java.util.Set;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.site.DnsName;

/**
 * What was recorded of a service.
 *
 * @param plan of its last completed run: its steps say how everything was left
 * @param names what the service may have in the DNS: that of the plan, and of a later run that is
 *     not completed
 * @param certificate the fingerprint the last smoke test pinned, if one did
 */
public record DriftRequest(
    Plan plan, long run, Ownership ownership, Set<DnsName> names, Optional<Sha256> certificate) {
  public DriftRequest {
    names = Set.copyOf(names);
  }
}
