package zone.otta.ralf.cli;

import java.util.function.Consumer;

/**
 * Something that can go wrong.
 *
 * @param code how the code begins that RALF gives it, without {@code RALF-}; empty if it has none
 * @param command which meets it
 * @param prepare lets it go wrong
 */
record WayToFail(String name, String code, String command, Consumer<CanarySite> prepare) {
  @Override
  public String toString() {
    return name;
  }
}
