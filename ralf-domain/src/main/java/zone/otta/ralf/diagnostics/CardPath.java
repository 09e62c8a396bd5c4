package zone.otta.ralf.diagnostics;

import java.util.Objects;

/**
 * A place in a card by meaning, not by line: {@code resources.ram}, {@code ports[0]}, {@code
 * status[1].result}. Only the workspace's source map knows where that is.
 */
public record CardPath(String value) implements Comparable<CardPath> {
  public static final CardPath CARD = new CardPath("card");
  public static final CardPath SERVICE = new CardPath("service");
  public static final CardPath PURPOSE = new CardPath("purpose");
  public static final CardPath MODEL = new CardPath("model");
  public static final CardPath GROUP = new CardPath("group");
  public static final CardPath PORTS = new CardPath("ports");
  public static final CardPath EXPOSURE = new CardPath("ports.exposure");
  public static final CardPath DEPENDENCIES = new CardPath("dependencies");
  public static final CardPath RESOURCES = new CardPath("resources");
  public static final CardPath CPU = new CardPath("resources.cpu");
  public static final CardPath RAM = new CardPath("resources.ram");
  public static final CardPath ROOTFS = new CardPath("resources.rootfs");
  public static final CardPath SWAP = new CardPath("resources.swap");
  public static final CardPath VOLUMES = new CardPath("resources.volumes");
  public static final CardPath SECURITY = new CardPath("security");
  public static final CardPath LISTEN = new CardPath("security.listen");
  public static final CardPath PG_HBA = new CardPath("security.pg_hba");
  public static final CardPath TLS = new CardPath("security.tls");
  public static final CardPath UFW = new CardPath("security.ufw");
  public static final CardPath SECRETS = new CardPath("secrets");
  public static final CardPath PLACEMENT = new CardPath("placement");
  public static final CardPath HOSTNAME = new CardPath("placement.hostname");
  public static final CardPath ADDRESS = new CardPath("placement.ip");
  public static final CardPath DNS = new CardPath("placement.dns");
  public static final CardPath CTID = new CardPath("placement.ctid");
  public static final CardPath CTID_RULE = new CardPath("placement.ctid_rule");
  public static final CardPath GATEWAY = new CardPath("placement.gateway");
  public static final CardPath DHCP = new CardPath("placement.dhcp");
  public static final CardPath PLATFORM = new CardPath("placement.platform");
  public static final CardPath REASONS = new CardPath("placement.reasons");
  public static final CardPath STATUS = new CardPath("status");

  public CardPath {
    Objects.requireNonNull(value);
  }

  /** The element of a list, counted from 0. */
  public CardPath index(int i) {
    return new CardPath(value + "[" + i + "]");
  }

  public CardPath child(String name) {
    return new CardPath(value + "." + name);
  }

  @Override
  public int compareTo(CardPath other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
