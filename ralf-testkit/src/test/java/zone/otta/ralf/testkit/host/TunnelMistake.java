package zone.otta.ralf.testkit.host;

import java.util.Set;

/** Ways to get a tunnel wrong, and the rules that must notice. */
enum TunnelMistake {
  DROPS_THE_REST_AT_THE_END("tu01"),
  IGNORES_THE_READ_LIMIT("tu02"),
  THROWS_WHERE_NOBODY_LISTENS("tu03"),
  CLOSES_THE_OTHERS("tu04"),
  HANDS_OUT_CLOSED_STREAMS("tu05"),
  LEAVES_SOCKETS_OPEN("tu06"),
  LEAVES_METHODS_OUT("tu07");

  private final Set<String> rules;

  TunnelMistake(String... rules) {
    this.rules = Set.of(rules);
  }

  Set<String> rules() {
    return rules;
  }
}
