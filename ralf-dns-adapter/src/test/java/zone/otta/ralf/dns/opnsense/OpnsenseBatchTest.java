package zone.otta.ralf.dns.opnsense;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.lab.opnsense.OpnsenseRelease;
import zone.otta.ralf.lab.opnsense.OpnsenseTrouble;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** Fifty services at once, at a firewall whose requests take their time. */
class OpnsenseBatchTest {
  private static final int SERVICES = 50;
  private static final int THREADS = 5;

  private OpnsenseStage stage;
  private InternalDns dns;

  @BeforeEach
  void set() throws IOException {
    stage = new OpnsenseStage(OpnsenseRelease.V26_1);
    stage.firewall.trouble(new OpnsenseTrouble.Delays(2026, 20));
    dns = stage.dns();
  }

  @AfterEach
  void clear() {
    dns.close();
    stage.close();
  }

  @Test
  void fiftyChangesAreAppliedOnceAndASecondTimeNotAtAll() {
    dns.apply(changes(0, SERVICES));
    assertAllThereOnce();
    assertThat(writes()).isEqualTo(SERVICES);
    assertThat(applications()).isEqualTo(1);
    dns.apply(changes(0, SERVICES));
    try (InternalDns later = stage.dns()) {
      later.apply(changes(0, SERVICES));
    }
    assertThat(writes()).isEqualTo(SERVICES);
    assertThat(applications()).isEqualTo(1);
  }

  @Test
  void fiveThreadsLoseAndDoubleNothingAlthoughTheFirewallTakesNoLock() throws Exception {
    stage.firewall.trouble(new OpnsenseTrouble.Unlocked(true));
    inThreads();
    assertAllThereOnce();
    assertThat(writes()).isEqualTo(SERVICES);
    assertThat(applications()).isEqualTo(THREADS);
    inThreads();
    assertThat(writes()).isEqualTo(SERVICES);
    assertThat(applications()).isEqualTo(THREADS);
  }

  private void inThreads() throws InterruptedException, ExecutionException {
    int each = SERVICES / THREADS;
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all =
          IntStream.range(0, THREADS)
              .<Future<?>>mapToObj(
                  t -> threads.submit(() -> dns.apply(changes(t * each, (t + 1) * each))))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private void assertAllThereOnce() {
    assertThat(stage.firewall.store().entries())
        .hasSize(SERVICES)
        .extracting(e -> e.get("hostname"))
        .doesNotHaveDuplicates();
    List<Step.Dns> steps = changes(0, SERVICES).stream().map(InternalDns.Change::step).toList();
    List<Observation> seen = dns.observe(steps);
    for (int i = 0; i < SERVICES; i++) {
      assertThat(steps.get(i).reachedBy(seen.get(i))).as(seen.get(i).toString()).isTrue();
    }
  }

  private long writes() {
    return stage.firewall.requests().stream().filter(r -> r.contains("set_host_override")).count();
  }

  private int applications() {
    return stage.firewall.store().applications();
  }

  private static List<InternalDns.Change> changes(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                new Step.RegisterAddress(
                    new Facts.Address(
                        new DnsName("service-" + i + ".otta.zone"),
                        Ipv4Address.of("10.10.21." + (i + 1)),
                        300)))
        .map(step -> new InternalDns.Change(step, OpnsenseDnsTest.mark(1)))
        .toList();
  }
}
