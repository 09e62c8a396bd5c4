package zone.otta.ralf;

import java.util.Optional;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.plan.Plan;

/**
 * What was recorded of a service.
 *
 * @param plan of its last completed run: its steps say how everything was left
 * @param certificate the fingerprint the last smoke test pinned, if one did
 */
public record DriftRequest(
    Plan plan, long run, Ownership ownership, Optional<Sha256> certificate) {}
