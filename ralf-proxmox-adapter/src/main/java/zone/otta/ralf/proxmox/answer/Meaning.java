package zone.otta.ralf.proxmox.answer;

import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/**
 * What a refusal means.
 *
 * @param quote the line that said it, in Proxmox's words
 */
public record Meaning(Fault fault, String code, Text what, String quote, Text help) {
  /** The meaning as the outcome of an action. */
  public PortException exceptionFor(Text action) {
    return new PortException(fault, code, sentence(action), help);
  }

  /** The meaning as the reason why something could not be seen. */
  public Finding findingFor(Text action) {
    return Finding.blocker(code, sentence(action)).help(help);
  }

  private Text sentence(Text action) {
    String said = quote.isEmpty() ? "" : ": " + quote;
    return Text.of(action.en() + ": " + what.en() + said, action.de() + ": " + what.de() + said);
  }
}
