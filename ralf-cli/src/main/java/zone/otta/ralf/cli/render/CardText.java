package zone.otta.ralf.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.card.PlacementWish;
import zone.otta.ralf.card.Resources;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.Language;

/** A card's model for people. */
public final class CardText {
  private static final int KEY = 16;

  private CardText() {}

  public static List<String> lines(ServiceCard card, Language language) {
    boolean german = language == Language.DE;
    var lines = new ArrayList<String>();
    line(lines, german ? "Dienst" : "service", card.service().value());
    line(lines, german ? "Zweck" : "purpose", card.purpose());
    line(lines, german ? "Betriebsmodell" : "operating model", card.model());
    line(lines, "ports", join(card.ports()));
    Resources resources = card.resources();
    line(
        lines,
        german ? "Ressourcen" : "resources",
        "CPU "
            + word(resources.cpu())
            + ", RAM "
            + word(resources.ramMib())
            + " MB, RootFS "
            + word(resources.rootfsMib())
            + " MB, swap "
            + word(resources.swapMib())
            + " MB");
    PlacementWish wish = card.placement();
    line(
        lines,
        german ? "Platzierung" : "placement",
        String.join(
            ", ",
            word(wish.hostname()),
            word(wish.address()),
            word(wish.dns()),
            word(wish.ctid())));
    line(lines, german ? "Geheimnisse" : "secrets", join(card.secrets()));
    return lines;
  }

  private static void line(List<String> lines, String key, String value) {
    lines.add(DisplayWidth.pad(key, KEY) + " " + SafeText.of(value.isEmpty() ? "-" : value));
  }

  private static String join(List<?> items) {
    return String.join(", ", items.stream().map(Object::toString).toList());
  }

  private static String word(Optional<?> value) {
    return value.map(Object::toString).orElse("-");
  }
}
