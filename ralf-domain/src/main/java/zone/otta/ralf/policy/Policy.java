package zone.otta.ralf.policy;

import java.util.List;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.Site;

/** One named rule (Richtlinie) over card and site. Pure; yields findings, throws nothing. */
public interface Policy {
  /** The code of every finding of this rule. */
  Code code();

  /** What the rule demands, in one line. */
  Text title();

  /** Nothing, if the rule holds. */
  List<Finding> judge(ServiceCard card, Site site);
}
