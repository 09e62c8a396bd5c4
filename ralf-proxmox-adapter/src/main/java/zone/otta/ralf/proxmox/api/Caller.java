package zone.otta.ralf.proxmox.api;

import okhttp3.Request;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.PortException;

/** Who we are to the server. Put on each call; the proofs are nowhere else. */
interface Caller extends AutoCloseable {
  /** {@code USER@REALM} or {@code USER@REALM!NAME}: what of it is not secret. */
  String name();

  /** What people call it, {@code the token}. */
  default Text called() {
    return called(name());
  }

  /** What people call one of this name. */
  static Text called(String name) {
    return name.contains("!")
        ? Text.of("the token", "das Token")
        : Text.of("the user", "der Benutzer");
  }

  /**
   * Puts the proof on a call.
   *
   * @param changes whether the call may change something
   */
  void sign(Request.Builder call, boolean changes);

  /**
   * Makes a new proof after the server has refused the present one.
   *
   * @param changes whether the refused call may have changed something
   * @param reason what the server said
   * @return whether the call may be sent once more: never if it could have been executed
   */
  boolean renewed(boolean changes, String reason);

  /** The refusal that stays. */
  PortException refused(String reason);

  @Override
  void close();
}
