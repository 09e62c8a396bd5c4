package zone.otta.ralf.recipe.postgresql;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting's value as the server means it: {@code 8MB} and {@code 8192} with the unit {@code kB}
 * are one value. Units: PostgreSQL 16, chapter 20.1.1.
 */
record SettingValue(String canonical) {
  private static final Pattern NUMBER =
      Pattern.compile("(-?\\d+(?:\\.\\d+)?)\\s*(B|kB|MB|GB|TB|us|ms|s|min|h|d)?");

  /** A unit of pg_settings may be a multiple: blocks are {@code 8kB}. */
  private static final Pattern UNIT = Pattern.compile("(\\d*)(B|kB|MB|GB|TB|us|ms|s|min|h|d)");

  /** Bytes, and microseconds; the largest of a kind last. */
  private static final Map<String, Long> FACTORS = new LinkedHashMap<>();

  static {
    FACTORS.put("B", 1L);
    FACTORS.put("kB", 1L << 10);
    FACTORS.put("MB", 1L << 20);
    FACTORS.put("GB", 1L << 30);
    FACTORS.put("TB", 1L << 40);
    FACTORS.put("us", 1L);
    FACTORS.put("ms", 1_000L);
    FACTORS.put("s", 1_000_000L);
    FACTORS.put("min", 60_000_000L);
    FACTORS.put("h", 3_600_000_000L);
    FACTORS.put("d", 86_400_000_000L);
  }

  /**
   * @param unit of a number that brings none; may be empty
   */
  static SettingValue of(String text, String unit) {
    Matcher m = NUMBER.matcher(text);
    if (!m.matches()) {
      return new SettingValue(text);
    }
    BigDecimal number = new BigDecimal(m.group(1));
    // Below zero is no amount but a word: off, or as another setting says.
    BigDecimal factor =
        number.signum() < 0 ? BigDecimal.ONE : factor(Optional.ofNullable(m.group(2)).orElse(unit));
    return new SettingValue(number.multiply(factor).stripTrailingZeros().toPlainString());
  }

  private static BigDecimal factor(String unit) {
    Matcher m = UNIT.matcher(unit);
    if (!m.matches()) {
      return BigDecimal.ONE;
    }
    long times = m.group(1).isEmpty() ? 1 : Long.parseLong(m.group(1));
    return BigDecimal.valueOf(times * FACTORS.getOrDefault(m.group(2), 1L));
  }

  /** As people write it: {@code 64MB} for 65536 of the unit {@code kB}. */
  static String shown(String text, String unit) {
    Matcher m = UNIT.matcher(unit);
    if (!text.matches("[1-9]\\d{0,14}") || !m.matches()) {
      return text;
    }
    boolean bytes = m.group(2).endsWith("B");
    long amount = new BigDecimal(of(text, unit).canonical()).longValueExact();
    String best = text + unit;
    for (Map.Entry<String, Long> f : FACTORS.entrySet()) {
      if (f.getKey().endsWith("B") == bytes && amount % f.getValue() == 0) {
        best = amount / f.getValue() + f.getKey();
      }
    }
    return best;
  }
}
