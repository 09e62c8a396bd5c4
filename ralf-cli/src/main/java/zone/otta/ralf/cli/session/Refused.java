package zone.otta.ralf.cli.session;

import java.util.List;
import zone.otta.ralf.diagnostics.Finding;

/** The command ends here, and a person can do something about it. Caught at the edge only. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Finding> findings;
  private final Exit exit;

  public Refused(Exit exit, Finding... findings) {
    this(exit, List.of(findings));
  }

  public Refused(Exit exit, List<Finding> findings) {
    super(findings.isEmpty() ? exit.name() : findings.get(0).code().id());
    this.exit = exit;
    this.findings = List.copyOf(findings);
  }

  public Exit exit() {
    return exit;
  }

  public List<Finding> findings() {
    return findings;
  }
}
