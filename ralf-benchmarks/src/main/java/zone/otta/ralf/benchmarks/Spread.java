package zone.otta.ralf.benchmarks;

import java.util.List;
import java.util.Locale;

/** Median and extremes of some values. */
record Spread(double min, double median, double max) {
  static Spread of(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    int n = sorted.length;
    return new Spread(sorted[0], (sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[n - 1]);
  }

  String ratio() {
    return String.format(Locale.ROOT, "%.2f [%.2f-%.2f]", median, min, max);
  }

  String whole() {
    return String.format(Locale.ROOT, "%.0f [%.0f-%.0f]", median, min, max);
  }
}
