package zone.otta.ralf.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import zone.otta.ralf.card.Security;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Network;
import zone.otta.ralf.site.Site;

/**
 * Rules for PostgreSQL: they apply to the service of that name and to cards whose notes speak of
 * it.
 */
final class PostgresPolicies {
  private static final Set<String> SAFE = Set.of("scram-sha-256", "peer", "cert", "reject");
  private static final Set<String> EVERYWHERE = Set.of("*", "::", "0.0.0.0");

  static final List<Rule> ALL =
      List.of(
          rule(
              "RALF-P020",
              "pg_hba.conf admits the site's network or less",
              "pg_hba.conf lässt das Standortnetz oder weniger zu",
              PostgresPolicies::networks),
          rule(
              "RALF-P021",
              "passwords are checked with scram-sha-256",
              "Passwörter werden mit scram-sha-256 geprüft",
              (card, site) -> methods(card.security())),
          rule(
              "RALF-P022",
              "listen_addresses is bounded",
              "listen_addresses ist begrenzt",
              PostgresPolicies::listen),
          rule(
              "RALF-P023",
              "remote connections need TLS",
              "entfernte Verbindungen brauchen TLS",
              (card, site) -> tls(card.security())));

  private PostgresPolicies() {}

  private static Rule rule(
      String code, String en, String de, BiFunction<ServiceCard, Site, List<Finding>> judgement) {
    return Rule.of(
        code, en, de, (card, site) -> concerned(card) ? judgement.apply(card, site) : List.of());
  }

  private static boolean concerned(ServiceCard card) {
    return card.service().product().equals("postgresql")
        || card.security().notes().stream()
            .anyMatch(n -> n.contains("pg_hba") || n.contains("listen_addresses"));
  }

  private static List<Finding> networks(ServiceCard card, Site site) {
    List<Ipv4Network> named = card.security().hbaNetworks();
    if (named.isEmpty()) {
      return List.of(
          Finding.warning(
                  "RALF-P020",
                  Text.of(
                      "the card does not say whom pg_hba.conf admits",
                      "die Karte sagt nicht, wen pg_hba.conf zulässt"))
              .at(CardPath.PG_HBA)
              .label(
                  Text.of(
                      "the ports' network, else " + site.network(),
                      "das Netz der Ports, sonst " + site.network())));
    }
    var findings = new ArrayList<Finding>();
    for (Ipv4Network network : named) {
      if (!site.network().contains(network)) {
        findings.add(beyond(network, site));
      } else if (network.equals(site.network())) {
        findings.add(whole(network));
      }
    }
    return findings;
  }

  private static Finding beyond(Ipv4Network network, Site site) {
    return Finding.blocker(
            "RALF-P020",
            Text.of(
                "pg_hba.conf admits more than the site's network",
                "pg_hba.conf lässt mehr als das Standortnetz zu"))
        .at(CardPath.PG_HBA)
        .label(
            Text.of(
                network + " is not within " + site.network(),
                network + " liegt nicht in " + site.network()));
  }

  private static Finding whole(Ipv4Network network) {
    return Finding.hint(
            "RALF-P020",
            Text.of(
                "pg_hba.conf admits the whole network " + network,
                "pg_hba.conf lässt das ganze Netz " + network + " zu"))
        .at(CardPath.PG_HBA)
        .help(
            Text.of(
                "name the clients' own network if it is known",
                "das Netz der Clients nennen, wenn es bekannt ist"));
  }

  private static List<Finding> methods(Security security) {
    return security.hbaMethods().stream()
        .filter(m -> !SAFE.contains(m))
        .distinct()
        .map(
            m ->
                Finding.blocker(
                        "RALF-P021",
                        Text.of(
                            "pg_hba.conf uses the method " + m,
                            "pg_hba.conf benutzt das Verfahren " + m))
                    .at(CardPath.PG_HBA)
                    .label(Text.of("use `scram-sha-256`", "`scram-sha-256` verwenden")))
        .toList();
  }

  private static List<Finding> listen(ServiceCard card, Site site) {
    Optional<String> listen = card.security().listen();
    if (listen.filter(l -> unbounded(l, site)).isPresent()) {
      return List.of(
          Finding.blocker(
                  "RALF-P022",
                  Text.of("listen_addresses is not bounded", "listen_addresses ist nicht begrenzt"))
              .at(CardPath.LISTEN)
              .label(
                  Text.of(
                      "RALF binds the container's own address only",
                      "RALF bindet nur die Adresse des Containers"))
              .help(
                  Text.of(
                      "name the container's address, or only say that it is bounded",
                      "die Adresse des Containers nennen oder nur sagen, dass es begrenzt ist")));
    }
    boolean said = listen.isPresent() || card.security().listenBounded();
    return said
        ? List.of()
        : List.of(
            Finding.hint(
                    "RALF-P022",
                    Text.of(
                        "the card does not bound listen_addresses",
                        "die Karte begrenzt listen_addresses nicht"))
                .at(CardPath.LISTEN)
                .label(
                    Text.of(
                        "RALF binds the container's own address only",
                        "RALF bindet nur die Adresse des Containers")));
  }

  private static boolean unbounded(String listen, Site site) {
    return EVERYWHERE.contains(listen)
        || Ipv4Address.parse(listen)
            .filter(a -> !a.isLoopback() && !site.network().contains(a))
            .isPresent();
  }

  private static List<Finding> tls(Security security) {
    return security.tlsOptional()
        ? List.of(
            Finding.warning("RALF-P023", Text.of("TLS is optional", "TLS ist freigestellt"))
                .at(CardPath.TLS)
                .label(
                    Text.of(
                        "data would cross the network in the clear",
                        "Daten gingen im Klartext durchs Netz")))
        : List.of();
  }
}
