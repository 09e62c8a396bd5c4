package zone.otta.ralf.benchmarks;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import zone.otta.ralf.postgresql.MemoryStage;
import zone.otta.ralf.postgresql.PostgresMemory;

/**
 * The memory beside plain SQL. Prints the tables of docs/benchmarks.md. Arguments: repeats (5),
 * events of the larger memory (1000000; 0 leaves growth out).
 */
public final class MemoryBenchmark {
  private static final int CALLERS = 8;
  private static final int BATCH = 100;
  private static final int PAST = 50_000;

  /** As the recipe has them for a card of 2 GB. */
  private static final String SETTINGS =
      """
      fsync = on
      shared_buffers = 512MB
      max_wal_size = 1GB
      wal_compression = pglz
      max_connections = 40
      """;

  private final Contest contest;
  private final int large;
  private final PrintStream out;
  private int seed;

  private MemoryBenchmark(Contest contest, int large, PrintStream out) {
    this.contest = contest;
    this.large = large;
    this.out = out;
  }

  public static void main(String[] arguments) throws Exception {
    Optional<String> missing = SlowDisk.missing().or(MemoryStage::missing);
    if (missing.isPresent()) {
      System.err.println(missing.get());
      System.exit(2);
    }
    int repeats = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    int large = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
    MemoryBenchmark benchmark =
        new MemoryBenchmark(new Contest(repeats, 8, 150), large, System.out);
    warm();
    System.out.println("| on a disk of | events per second | ratio, median [min-max] | demanded |");
    System.out.println("|---|---|---|---|");
    benchmark.rates(1000, 0.85, 0.75, 0.3);
    benchmark.rates(200, 0.75, 0, 0.3);
    if (large > 0) {
      benchmark.growth();
    }
  }

  private static MemoryStage disk(int syncMicroseconds) throws Exception {
    return MemoryStage.start(SlowDisk.folder(), SETTINGS, SlowDisk.environment(syncMicroseconds));
  }

  /** Compiles what is measured: on a disk of no latency there are enough calls for that. */
  private static void warm() throws Exception {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    new MemoryBenchmark(new Contest(1, 8, 250), 0, nowhere).rates(0, 0, 0, 0);
  }

  private void rates(int sync, double single, double crowd, double load) throws Exception {
    try (MemoryStage stage = disk(sync);
        PostgresMemory memory = PostgresMemory.open(stage.fresh())) {
      String database = stage.copy("ralf");
      try (Connection connection = stage.connect(MemoryStage.SUPER, database)) {
        for (RawInserts.Table table : RawInserts.Table.values()) {
          table.create(connection);
        }
      }
      String disk = "%.1f ms".formatted(sync / 1000.0);
      print(
          disk,
          contest.of(
              List.of(
                  raw(stage, database, "one INSERT, one index", RawInserts.Table.PLAIN, 1),
                  raw(
                      stage,
                      database,
                      "one INSERT, the journal's indexes and checks",
                      RawInserts.Table.SAME_SHAPE,
                      1),
                  new Appends("append of one event", memory.journal(), 1, ++seed))),
          single);
      print(
          disk,
          contest.of(
              List.of(
                  raw(
                      stage,
                      database,
                      "INSERT of 100 rows, one index",
                      RawInserts.Table.PLAIN,
                      BATCH),
                  raw(
                      stage,
                      database,
                      "INSERT of 100 rows, the journal's indexes and checks",
                      RawInserts.Table.SAME_SHAPE,
                      BATCH),
                  new Appends("append of 100 events", memory.journal(), BATCH, ++seed))),
          0.70);
      List<RawInserts> many = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        many.add(raw(stage, database, "", RawInserts.Table.PLAIN, 1));
      }
      Crowd raw = new Crowd("8 threads with a connection each: one INSERT", many);
      Crowd callers =
          new Crowd(
              "8 callers of one memory: append of one event",
              IntStream.range(0, CALLERS)
                  .mapToObj(i -> new Appends("", memory.journal(), 1, ++seed))
                  .toList());
      print(disk, contest.of(List.of(raw, callers)), crowd);
      raw.close();
      callers.close();
      print(
          disk,
          new Contest(contest.repeats(), 2, 0)
              .of(
                  List.of(
                      new Copies(
                          "COPY of %d events, one index".formatted(PAST),
                          stage.connect(MemoryStage.SUPER, database),
                          new Pasts(PAST, ++seed)),
                      new Takes(
                          "import of %d events".formatted(PAST),
                          memory.imports(),
                          new Pasts(PAST, ++seed)))),
          load);
    }
  }

  private RawInserts raw(
      MemoryStage stage, String database, String name, RawInserts.Table table, int batch)
      throws Exception {
    return new RawInserts(name, stage.connect(MemoryStage.SUPER, database), table, batch, ++seed);
  }

  private void print(String disk, List<Contest.Result> results, double demanded) {
    for (int i = 0; i < results.size(); i++) {
      Contest.Result result = results.get(i);
      boolean last = i == results.size() - 1;
      out.printf(
          "| %s: %s | %s | %s | %s |%n",
          disk,
          result.name(),
          Spread.of(result.rates()).whole(),
          i == 0 ? "1" : Spread.of(result.ratios()).ratio(),
          last && demanded > 0 ? String.format(Locale.ROOT, "%.2f", demanded) : "");
    }
  }

  private void growth() throws Exception {
    int small = 10_000;
    try (MemoryStage stage = disk(200)) {
      String few = stage.copy("ralf");
      String many = stage.copy("ralf");
      Growth.fill(stage, few, small);
      Growth.fill(stage, many, large);
      try (PostgresMemory one = PostgresMemory.open(stage.as(MemoryStage.APPENDING, few));
          PostgresMemory other = PostgresMemory.open(stage.as(MemoryStage.APPENDING, many))) {
        Growth.Times little = new Growth.Times(one.journal(), small, ++seed);
        Growth.Times much = new Growth.Times(other.journal(), large, ++seed);
        for (int repeat = 0; repeat <= contest.repeats(); repeat++) {
          for (int slice = 0; slice < contest.slices(); slice++) {
            boolean counts = repeat > 0;
            little.repeat(200, counts);
            much.repeat(200, counts);
          }
        }
        out.println();
        out.println("| events | append, median of 200 | empty poll, median of 200 |");
        out.println("|---|---|---|");
        for (Growth.Times times : List.of(little, much)) {
          out.printf(
              "| %d | %s us | %s us |%n",
              times == little ? small : large,
              Spread.of(times.appends()).whole(),
              Spread.of(times.polls()).whole());
        }
        List<Double> ratios =
            IntStream.range(0, much.appends().size())
                .mapToObj(i -> much.appends().get(i) / little.appends().get(i))
                .toList();
        out.printf("| ratio | %s | |%n", Spread.of(ratios).ratio());
      }
    }
  }
}
