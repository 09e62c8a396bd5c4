package zone.otta.ralf.cli.commands;

import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;

/** One command, its options already read. */
public interface Command {
  GlobalOptions globals();

  /**
   * Does it.
   *
   * @throws zone.otta.ralf.cli.session.Refused if a person has to do something first
   * @throws zone.otta.ralf.port.PortException if the world failed
   */
  Exit run(Session session);
}
