package zone.otta.ralf.site;

import java.util.Objects;
import java.util.Optional;

/**
 * An IPv4 network, {@code 10.10.0.0/16}.
 *
 * @param base the network's own address: no bit set beyond the prefix
 * @param prefix 0 to 32
 */
public record Ipv4Network(Ipv4Address base, int prefix) {
  public Ipv4Network {
    Objects.requireNonNull(base);
    if (prefix < 0 || prefix > 32 || (base.bits() & ~mask(prefix)) != 0) {
      throw new IllegalArgumentException("not a network");
    }
  }

  private static int mask(int prefix) {
    return prefix == 0 ? 0 : -1 << (32 - prefix);
  }

  /** {@code a.b.c.d/n} without host bits, or empty. */
  public static Optional<Ipv4Network> parse(String text) {
    return Ipv4Interface.parse(text)
        .filter(i -> (i.address().bits() & ~mask(i.prefix())) == 0)
        .map(Ipv4Interface::network);
  }

  public static Ipv4Network of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("not an IPv4 network"));
  }

  static Ipv4Network around(Ipv4Address address, int prefix) {
    return new Ipv4Network(new Ipv4Address(address.bits() & mask(prefix)), prefix);
  }

  public boolean contains(Ipv4Address address) {
    return (address.bits() & mask(prefix)) == base.bits();
  }

  /** Whether every address of the other is also in this one. */
  public boolean contains(Ipv4Network other) {
    return other.prefix >= prefix && contains(other.base);
  }

  /** The address with this one's host part in another network of the same size. */
  public Ipv4Address hostIn(Ipv4Network other, Ipv4Address address) {
    if (other.prefix != prefix || !contains(address)) {
      throw new IllegalArgumentException(address + " of " + this + " in " + other);
    }
    return new Ipv4Address(other.base.bits() | address.bits() & ~mask(prefix));
  }

  /** {@code 255.255.0.0}. */
  public Ipv4Address netmask() {
    return new Ipv4Address(mask(prefix));
  }

  public Ipv4Address broadcast() {
    return new Ipv4Address(base.bits() | ~mask(prefix));
  }

  @Override
  public String toString() {
    return base + "/" + prefix;
  }
}
