package zone.otta.ralf.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Contenders in turn, a short slice each, so that all of them meet the same weather. Ratios are
 * taken within a repeat, to the first contender.
 *
 * @param repeats beside one that warms up and does not count
 * @param slices of each contender in a repeat
 * @param sliceMillis the length of one
 */
record Contest(int repeats, int slices, int sliceMillis) {
  /**
   * What a contender came to.
   *
   * @param rates events per second, for each repeat
   * @param ratios to the first contender's rate of the same repeat
   */
  record Result(String name, List<Double> rates, List<Double> ratios) {}

  List<Result> of(List<? extends Contender> contenders) throws Exception {
    List<List<Double>> rates =
        contenders.stream().<List<Double>>map(c -> new ArrayList<>()).toList();
    for (int repeat = 0; repeat <= repeats; repeat++) {
      double[] events = new double[contenders.size()];
      double[] nanos = new double[contenders.size()];
      for (int slice = 0; slice < slices; slice++) {
        for (int turn = 0; turn < contenders.size(); turn++) {
          int i = (turn + slice) % contenders.size();
          contenders.get(i).prepare();
          long begin = System.nanoTime();
          events[i] += contenders.get(i).run(sliceMillis * 1_000_000L);
          nanos[i] += System.nanoTime() - begin;
        }
      }
      for (int i = 0; repeat > 0 && i < events.length; i++) {
        rates.get(i).add(events[i] * 1e9 / nanos[i]);
      }
    }
    return IntStream.range(0, contenders.size())
        .mapToObj(
            i ->
                new Result(
                    contenders.get(i).name(), rates.get(i), ratios(rates.get(i), rates.getFirst())))
        .toList();
  }

  private static List<Double> ratios(List<Double> rates, List<Double> first) {
    return IntStream.range(0, rates.size()).mapToObj(r -> rates.get(r) / first.get(r)).toList();
  }
}
