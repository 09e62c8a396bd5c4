package zone.otta.ralf.testkit.host;

import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.site.Ctid;

/** Containers as {@link GuestShellContract} wants them. */
public interface GuestShellWorld extends AutoCloseable {
  GuestShell shell();

  /** Runs. */
  Ctid running();

  /** Exists and does not run. */
  Ctid stopped();

  /** Does not exist. */
  Ctid absent();

  /** A folder in the running container in which anything may be written; empty at first. */
  GuestPath folder();

  /** Happens to the next command, once. */
  void next(Trouble trouble);
}
