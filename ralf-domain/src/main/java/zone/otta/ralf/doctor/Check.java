package zone.otta.ralf.doctor;

import java.util.List;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/**
 * One line of a checkup.
 *
 * @param detail what was seen; why nothing was asked
 * @param findings what is wrong, each with its remedy
 */
public record Check(Subject subject, Sight sight, Text detail, List<Finding> findings) {
  /** Whether there was something to see. */
  public enum Sight {
    /** It was looked at. */
    SEEN,
    /** It did not answer. */
    SILENT,
    /** Something it depends on is in the way. */
    NOT_ASKED
  }

  public Check {
    findings = List.copyOf(findings);
  }

  public static Check seen(Subject subject, Text detail, List<Finding> findings) {
    return new Check(subject, Sight.SEEN, detail, findings);
  }

  /** The world failed. */
  public static Check failed(Subject subject, PortException why) {
    Sight sight = why.fault() == Fault.UNREACHABLE ? Sight.SILENT : Sight.SEEN;
    return new Check(subject, sight, why.what(), List.of(why.finding()));
  }

  /** Because of another one, which says what to do. */
  public static Check notAsked(Subject subject, Subject because) {
    return new Check(
        subject,
        Sight.NOT_ASKED,
        Text.of(
            "not asked: see " + because.title().en(),
            "nicht gefragt: siehe " + because.title().de()),
        List.of());
  }

  /** By the worst finding; what was not asked is neither good nor bad. */
  public Verdict verdict() {
    return Verdict.of(findings);
  }
}
