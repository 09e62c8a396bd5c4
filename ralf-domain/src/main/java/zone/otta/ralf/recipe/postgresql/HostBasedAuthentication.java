package zone.otta.ralf.recipe.postgresql;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Network;

/**
 * {@code pg_hba.conf}: written whole, because the first matching line decides and an appended
 * strict line protects nothing; and judged as the server judges it.
 */
public final class HostBasedAuthentication {
  /**
   * A rule as {@code pg_hba_file_rules} shows it; address and netmask are empty for local lines.
   */
  public record Rule(
      String type,
      List<String> databases,
      List<String> users,
      String address,
      String netmask,
      String method) {
    private boolean matches(
        String database, String user, List<String> groups, Ipv4Address client, boolean tls) {
      boolean typeFits =
          type.equals("host")
              || (type.equals("hostssl") && tls)
              || (type.equals("hostnossl") && !tls);
      return typeFits
          && (databases.contains("all") || databases.contains(database))
          && users.stream()
              .anyMatch(
                  u ->
                      u.equals("all")
                          || u.equals(user)
                          || (u.startsWith("+") && groups.contains(u.substring(1))))
          && addressFits(client);
    }

    /** On one line, blanks between the columns. */
    String line() {
      return Stream.of(
              type, String.join(",", databases), String.join(",", users), address, netmask, method)
          .filter(word -> !word.isEmpty())
          .collect(Collectors.joining(" "));
    }

    private boolean addressFits(Ipv4Address client) {
      if (address.equals("all")) {
        return true;
      }
      var base = Ipv4Address.parse(address);
      var mask = Ipv4Address.parse(netmask);
      return base.isPresent()
          && mask.isPresent()
          && (client.bits() & mask.get().bits()) == (base.get().bits() & mask.get().bits());
    }
  }

  private HostBasedAuthentication() {}

  static String text(Deployment deployment) {
    String type = deployment.tlsRequired() ? "hostssl" : "host   ";
    return """
    # written by RALF; changes are found and undone
    local    all          postgres                   peer
    local    replication  postgres                   peer
    local    all          all                        scram-sha-256
    %s  ralf         +ralf_login  %-12s  scram-sha-256
    host     all          all           all           reject
    host     replication  all           all           reject
    """
        .formatted(type, deployment.clients());
  }

  /** The rules of {@link #text} as the server shows them, one line each. */
  static List<String> rules(Deployment deployment) {
    return List.of(
        "local all postgres peer",
        "local replication postgres peer",
        "local all all scram-sha-256",
        "%s ralf +ralf_login %s %s scram-sha-256"
            .formatted(
                deployment.tlsRequired() ? "hostssl" : "host",
                deployment.clients().base(),
                deployment.clients().netmask()),
        "host all all all reject",
        "host replication all all reject");
  }

  /** The method of the first rule that matches; {@code none} if no rule does. */
  static String decide(
      List<Rule> rules,
      String database,
      String user,
      List<String> groups,
      Ipv4Address client,
      boolean tls) {
    return rules.stream()
        .filter(r -> r.matches(database, user, groups, client, tls))
        .findFirst()
        .map(Rule::method)
        .orElse("none");
  }

  /** An address that is not in the network: the one before its first or after its last. */
  static Ipv4Address outside(Ipv4Network network) {
    return network.base().bits() == 0
        ? new Ipv4Address(network.broadcast().bits() + 1)
        : new Ipv4Address(network.base().bits() - 1);
  }
}
