package zone.otta.ralf.policy;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.site.Site;

/** The built-in policies. */
public final class Policies {
  /** In the order of their codes. */
  public static final List<Policy> ALL =
      Stream.of(
              PlatformPolicies.ALL,
              ResourcePolicies.ALL,
              AddressPolicies.ALL,
              NamePolicies.ALL,
              ExposurePolicies.ALL,
              PostgresPolicies.ALL,
              SecretPolicies.ALL,
              DependencyPolicies.ALL)
          .flatMap(List::stream)
          .map(Policy.class::cast)
          .sorted(Comparator.comparing(Policy::code))
          .toList();

  private Policies() {}

  /** Every rule is asked; nothing stops at the first finding. */
  public static PolicyReport judge(ServiceCard card, Site site) {
    return new PolicyReport(
        ALL.size(), ALL.stream().flatMap(p -> p.judge(card, site).stream()).toList());
  }

  /** A sum over the codes and demands: plans are bound to the rules they passed. */
  public static Sha256 sum() {
    return Sha256.of(
        ALL.stream()
            .map(p -> p.code() + " " + p.title().en() + "\n")
            .collect(Collectors.joining("", "ralf/policies/v1\n", "")));
  }
}
