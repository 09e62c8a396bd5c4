package zone.otta.ralf.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.card.Resources.DataVolume;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.Site;

/** Sizes are powers of two: few, comparable sizes keep a small host's book-keeping simple. */
final class ResourcePolicies {
  private static final long GIB = 1024;

  static final List<Rule> ALL =
      List.of(
          Rule.of(
              "RALF-P002",
              "the number of CPUs is a power of two",
              "die Zahl der CPUs ist eine Zweierpotenz",
              (card, site) -> cpu(card)),
          Rule.of(
              "RALF-P003",
              "RAM is a power of two",
              "RAM ist eine Zweierpotenz",
              (card, site) ->
                  size("RALF-P003", "RAM", CardPath.RAM, card.resources().ramMib(), false)),
          Rule.of(
              "RALF-P004",
              "the root file system is a power of two",
              "das Wurzelsystem ist eine Zweierpotenz",
              (card, site) ->
                  size(
                      "RALF-P004", "RootFS", CardPath.ROOTFS, card.resources().rootfsMib(), false)),
          Rule.of(
              "RALF-P005",
              "data volumes are powers of two",
              "Datenvolumes sind Zweierpotenzen",
              ResourcePolicies::volumes),
          Rule.of(
              "RALF-P006",
              "swap is 0 or a power of two",
              "Swap ist 0 oder eine Zweierpotenz",
              (card, site) ->
                  size("RALF-P006", "Swap", CardPath.SWAP, card.resources().swapMib(), true)));

  private ResourcePolicies() {}

  private static List<Finding> cpu(ServiceCard card) {
    return card.resources().cpu().filter(n -> !powerOfTwo(n)).stream()
        .map(n -> broken("RALF-P002", "CPU", CardPath.CPU, Integer.toString(n), near(n, "")))
        .toList();
  }

  private static List<Finding> volumes(ServiceCard card, Site site) {
    var findings = new ArrayList<Finding>();
    List<DataVolume> volumes = card.resources().volumes();
    for (int i = 0; i < volumes.size(); i++) {
      findings.addAll(
          size(
              "RALF-P005",
              "Datenvolume",
              CardPath.VOLUMES.index(i),
              Optional.of(volumes.get(i).sizeMib()),
              false));
    }
    return findings;
  }

  private static List<Finding> size(
      String code, String what, CardPath at, Optional<Long> mib, boolean zero) {
    return mib.filter(n -> !(powerOfTwo(n) || (zero && n == 0))).stream()
        .map(n -> broken(code, what, at, words(n), near(n)))
        .toList();
  }

  private static boolean powerOfTwo(long n) {
    return n > 0 && Long.bitCount(n) == 1;
  }

  private static String words(long mib) {
    return mib >= GIB && mib % GIB == 0 && mib / GIB >= 8 ? mib / GIB + " GB" : mib + " MB";
  }

  private static List<String> near(long mib) {
    boolean whole = mib % GIB == 0 && mib / GIB >= 8;
    return whole ? near(mib / GIB, " GB") : near(mib, " MB");
  }

  /** The powers of two below and above. */
  private static List<String> near(long n, String unit) {
    long below = Long.highestOneBit(Math.max(1, n));
    return n < 1 ? List.of("1" + unit) : List.of(below + unit, below * 2 + unit);
  }

  private static Finding broken(
      String code, String what, CardPath at, String value, List<String> near) {
    return Finding.blocker(
            code, Text.of(what + " is not a power of two", what + " ist keine Zweierpotenz"))
        .at(at)
        .label(
            Text.of(
                value + ", nearest allowed: " + String.join(" or ", near),
                value + ", nächste erlaubte: " + String.join(" oder ", near)))
        .help(
            Text.of(
                "set `" + String.join("` or `", near) + "`",
                "`" + String.join("` oder `", near) + "` setzen"));
  }
}
