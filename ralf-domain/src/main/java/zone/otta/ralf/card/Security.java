package zone.otta.ralf.card;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.site.Ipv4Network;

/**
 * The security notes as far as RALF acts on them.
 *
 * @param listen the listen address text after {@code listen_addresses}, if it names one (an
 *     address, {@code *}); empty if only said to be bounded
 * @param listenBounded whether the card asks for a bounded listen address
 * @param hbaNetworks networks named for {@code pg_hba.conf}
 * @param hbaMethods authentication methods named for {@code pg_hba.conf}, lower case
 * @param tlsOptional {@code TLS: optional}
 * @param ufw empty if not mentioned, else the default it asks for
 * @param notes every line, for people
 */
public record Security(
    Optional<String> listen,
    boolean listenBounded,
    List<Ipv4Network> hbaNetworks,
    List<String> hbaMethods,
    boolean tlsOptional,
    Optional<Boolean> ufw,
    List<String> notes) {
  public static final Security UNSTATED =
      new Security(
          Optional.empty(), false, List.of(), List.of(), false, Optional.empty(), List.of());

  public Security {
    hbaNetworks = List.copyOf(hbaNetworks);
    hbaMethods = List.copyOf(hbaMethods);
    notes = List.copyOf(notes);
  }

  Security withoutNotes() {
    return new Security(
        listen, listenBounded, hbaNetworks, hbaMethods, tlsOptional, ufw, List.of());
  }
}
