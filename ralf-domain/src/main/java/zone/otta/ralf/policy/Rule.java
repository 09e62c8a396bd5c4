package zone.otta.ralf.policy;

import java.util.List;
import java.util.function.BiFunction;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.Site;

/** A policy made of a function. */
record Rule(Code code, Text title, BiFunction<ServiceCard, Site, List<Finding>> judgement)
    implements Policy {
  static Rule of(
      String code, String en, String de, BiFunction<ServiceCard, Site, List<Finding>> judgement) {
    return new Rule(new Code(code), Text.of(en, de), judgement);
  }

  @Override
  public List<Finding> judge(ServiceCard card, Site site) {
    return judgement.apply(card, site);
  }
}
