package zone.otta.ralf.placement;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.Category;
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.Site;

/** Whether a given address lies in the range of its category. */
final class CategoryRule {
  private CategoryRule() {}

  static List<Finding> judge(ServiceCard card, Ipv4Interface address, Site site) {
    if (!FreeAddress.categorized(site.network()) || !site.network().contains(address.address())) {
      return List.of();
    }
    int octet = address.address().octet(3);
    Optional<Integer> expected = ServiceKinds.category(card);
    if (expected.filter(e -> e != octet).isPresent()) {
      return List.of(
          outside(
              Text.of(
                  "this service belongs to " + words(expected.get()).en(),
                  "dieser Dienst gehört zu " + words(expected.get()).de())));
    }
    return Site.category(octet).isEmpty() && expected.isEmpty()
        ? List.of(outside(Text.of("no category has " + octet, "keine Kategorie hat " + octet)))
        : List.of();
  }

  private static Text words(int octet) {
    return Site.category(octet)
        .map(Category::title)
        .map(t -> Text.of(octet + " (" + t.en() + ")", octet + " (" + t.de() + ")"))
        .orElse(Text.same(Integer.toString(octet)));
  }

  private static Finding outside(Text why) {
    return Finding.warning(
            "RALF-L005",
            Text.of(
                "the address is outside its category's range",
                "die Adresse liegt außerhalb des Bereichs ihrer Kategorie"))
        .at(CardPath.ADDRESS)
        .label(why);
  }
}
