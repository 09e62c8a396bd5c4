package zone.otta.ralf.workspace.card;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import zone.otta.ralf.card.Platform;

/** Values of one word: numbers, sizes, yes and no. */
final class Scalars {
  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,9})\\s{0,4}(MB|MiB|GB|GiB|M|G)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern CPU =
      Pattern.compile("(\\d{1,6})(\\s{0,4}(v?CPUs?|cores?|Kerne?))?", Pattern.CASE_INSENSITIVE);
  private static final Set<String> YES = Set.of("ja", "yes", "true", "on", "an", "ein", "aktiv");
  private static final Set<String> NO =
      Set.of("nein", "no", "false", "off", "aus", "kein", "keine");
  private static final Pattern PLATFORM =
      Pattern.compile("\\b(LXC|VM|KVM|QEMU)\\b", Pattern.CASE_INSENSITIVE);

  /** A size in MiB and whether its unit was written. */
  record Size(long mib, boolean unit) {}

  private Scalars() {}

  static Optional<Size> size(String text) {
    var matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2);
    boolean giga = unit != null && Character.toUpperCase(unit.charAt(0)) == 'G';
    return Optional.of(new Size(giga ? number * 1024 : number, unit != null || number == 0));
  }

  static Optional<Integer> cpu(String text) {
    var matcher = CPU.matcher(text);
    return matcher.matches() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
  }

  static Optional<Boolean> truth(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (YES.contains(word)) {
      return Optional.of(true);
    }
    return NO.contains(word) ? Optional.of(false) : Optional.empty();
  }

  /** The platform named first. */
  static Optional<Platform> platform(String text) {
    var matcher = PLATFORM.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return Optional.of(matcher.group(1).equalsIgnoreCase("lxc") ? Platform.LXC : Platform.VM);
  }
}
