package zone.otta.ralf.proxmox.answer;

import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/** Something was sent, and nobody knows whether it took effect. */
public final class UnknownOutcome {
  static final Text HELP =
      Text.of(
          "resume the run, or repeat the command that only asks: RALF looks before it acts again",
          "den Lauf fortsetzen oder den Befehl, der nur fragt, wiederholen: RALF sieht nach, bevor es wieder handelt");

  private UnknownOutcome() {}

  /**
   * {@code RALF-W002}.
   *
   * @param title what was tried
   * @param how what came back instead of an answer
   */
  public static PortException of(String target, Text title, Text how) {
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-W002",
        Text.of(
            title.en()
                + ": "
                + how.en()
                + " ("
                + target
                + "); it may have taken effect, it may still be running",
            title.de()
                + ": "
                + how.de()
                + " ("
                + target
                + "); es kann gewirkt haben, es kann noch laufen"),
        HELP);
  }
}
