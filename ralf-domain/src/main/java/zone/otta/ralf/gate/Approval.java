package zone.otta.ralf.gate;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.guest.Sha256;

/**
 * A person's yes (Freigabe) to exactly one plan. Belongs to one run, its resumption included.
 *
 * @param accepted the warnings the person accepts
 * @param actor who says so, in their own words
 * @param osUser the account it was said from
 * @param grantedUs microseconds since 1970
 * @param expiresUs microseconds since 1970
 */
public record Approval(
    UUID id,
    Sha256 plan,
    List<Code> accepted,
    String actor,
    String osUser,
    String host,
    long grantedUs,
    long expiresUs) {
  public Approval {
    Objects.requireNonNull(id);
    Objects.requireNonNull(plan);
    accepted = accepted.stream().sorted().distinct().toList();
    if (actor.isBlank() || expiresUs <= grantedUs) {
      throw new IllegalArgumentException("not an approval");
    }
  }

  public boolean expiredAt(long us) {
    return us >= expiresUs;
  }
}
