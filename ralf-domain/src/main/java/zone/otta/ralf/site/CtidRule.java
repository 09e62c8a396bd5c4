package zone.otta.ralf.site;

import java.util.Locale;
import java.util.Optional;

/** How a container's id follows from the last two octets x.y of its address. */
public enum CtidRule {
  X1000Y("x*1000+y", 1000),
  X100Y("x*100+y", 100);

  private static final int OCTET = 255;
  private final String formula;
  private final int factor;

  CtidRule(String formula, int factor) {
    this.formula = formula;
    this.factor = factor;
  }

  public static Optional<CtidRule> parse(String text) {
    String bare = text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    for (CtidRule rule : values()) {
      if (rule.formula.equals(bare)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  public String formula() {
    return formula;
  }

  public int factor() {
    return factor;
  }

  /** The number by the rule; it may lie outside the range of a {@link Ctid}. */
  public int number(Ipv4Address address) {
    return address.octet(3) * factor + address.octet(4);
  }

  /** The address of the network that has this number; empty if none or more than one has. */
  public Optional<Ipv4Address> address(Ctid ctid, Ipv4Network network) {
    if (!collisionFree(network)) {
      return Optional.empty();
    }
    for (int third = 0; third <= OCTET; third++) {
      int fourth = ctid.number() - third * factor;
      if (fourth >= 0 && fourth <= OCTET) {
        var address = new Ipv4Address(network.base().bits() & ~0xffff | third << 8 | fourth);
        if (network.contains(address)) {
          return Optional.of(address);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Whether no two addresses of the network share a number. Proof: x*f+y is injective on the octets
   * if f > 255; the third and fourth octet tell addresses apart only if the prefix is 16 or longer.
   */
  public boolean collisionFree(Ipv4Network network) {
    return network.prefix() >= 16 && (factor > 255 || network.prefix() >= 24);
  }
}
