package zone.otta.ralf.cli.wiring;

/** How many commands were sent to the node so far. */
@FunctionalInterface
public interface RemoteCommands {
  int count();
}
