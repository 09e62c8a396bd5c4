package zone.otta.ralf.port;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.site.Ipv4Address;

/** What one resolver says of a name. */
public sealed interface Resolution {
  /** {@code host:port}. */
  String resolver();

  /**
   * The addresses of the name, an alias already followed.
   *
   * @param seconds how long the resolver goes on saying so without asking again
   * @param authoritative the server says it of its own zone, not from its memory
   */
  record Answered(String resolver, List<Ipv4Address> addresses, long seconds, boolean authoritative)
      implements Resolution {
    public Answered {
      Objects.requireNonNull(resolver);
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * The name does not exist, or has no address.
   *
   * @param seconds how long the resolver goes on saying so without asking again (RFC 2308 section
   *     5); 0 where it does not say
   * @param zone whose SOA record proves it, without final dot; empty: the answer proves nothing
   */
  record NoSuchName(String resolver, long seconds, Optional<String> zone, boolean authoritative)
      implements Resolution {
    public NoSuchName {
      Objects.requireNonNull(resolver);
      Objects.requireNonNull(zone);
    }
  }

  /** It said nothing that can be used, and why. */
  record Silent(String resolver, Finding why) implements Resolution {
    public Silent {
      Objects.requireNonNull(resolver);
      Objects.requireNonNull(why);
    }
  }
}
