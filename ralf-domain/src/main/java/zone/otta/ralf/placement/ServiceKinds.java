package zone.otta.ralf.placement;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.card.ServiceCard;

/** The category of a service: the card's function group, else what is known of its name. */
final class ServiceKinds {
  private static final Map<String, Integer> KNOWN =
      Map.ofEntries(
          entry("postgresql", 20),
          entry("mariadb", 20),
          entry("mysql", 20),
          entry("redis", 20),
          entry("valkey", 20),
          entry("influxdb", 20),
          entry("minio", 30),
          entry("restic", 30),
          entry("vaultwarden", 30),
          entry("gitea", 40),
          entry("forgejo", 40),
          entry("nginx", 40),
          entry("caddy", 40),
          entry("traefik", 40),
          entry("openldap", 50),
          entry("lldap", 50),
          entry("keycloak", 50),
          entry("jellyfin", 60),
          entry("immich", 60),
          entry("nextcloud", 70),
          entry("paperless", 70),
          entry("prometheus", 80),
          entry("grafana", 80),
          entry("loki", 80),
          entry("ollama", 90),
          entry("n8n", 100),
          entry("semaphore", 100),
          entry("qbittorrent", 110),
          entry("bind", 10),
          entry("unbound", 10),
          entry("pihole", 10),
          entry("adguard", 10));

  private ServiceKinds() {}

  static Optional<Integer> category(ServiceCard card) {
    return card.group().or(() -> Optional.ofNullable(KNOWN.get(card.service().product())));
  }
}
