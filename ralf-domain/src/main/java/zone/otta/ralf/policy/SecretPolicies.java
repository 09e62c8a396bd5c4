package zone.otta.ralf.policy;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.site.Site;

/** Which secrets a card may name. Plaintext ones never get this far: reading reports them. */
final class SecretPolicies {
  static final List<Rule> ALL =
      List.of(
          Rule.of(
              "RALF-P024",
              "secrets are references that the site allows",
              "Secrets sind Referenzen, die der Standort erlaubt",
              SecretPolicies::allowed));

  private SecretPolicies() {}

  private static List<Finding> allowed(ServiceCard card, Site site) {
    var findings = new ArrayList<Finding>();
    for (int i = 0; i < card.secrets().size(); i++) {
      SecretReference reference = card.secrets().get(i);
      if (!site.secrets().allows(reference)) {
        findings.add(
            Finding.blocker(
                    "RALF-P024",
                    Text.of(
                        "the site does not allow the secret reference " + reference,
                        "der Standort erlaubt die Secret-Referenz " + reference + " nicht"))
                .at(CardPath.SECRETS.index(i))
                .label(
                    Text.of(
                        "allowed: " + String.join(", ", site.secrets().allow()),
                        "erlaubt: " + String.join(", ", site.secrets().allow())))
                .help(
                    Text.of(
                        "rename it, or add a pattern to secrets.allow in ralf.yaml",
                        "umbenennen oder in ralf.yaml unter secrets.allow ein Muster ergänzen")));
      }
    }
    return findings;
  }
}
