package zone.otta.ralf.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.port.Metadata;
import zone.otta.ralf.port.Metadata.Entry;
import zone.otta.ralf.port.Metadata.Put;
import zone.otta.ralf.port.Metadata.Scope;

/** What all {@link Metadata} must do, one test for each rule of docs/contracts/metadata.md. */
public abstract class MetadataContract {
  private static final Scope SCOPE = new Scope("service:n8n");
  private static final Scope OTHER = new Scope("service:n8n2");
  private static final String ODD = "{ \"b\" : 1.0,\t\"a\":\"Grüße \uD83D\uDE00\", \"a\" : [] }";
  private Metadata metadata;

  /** Metadata without any value. */
  protected abstract Metadata open() throws Exception;

  @BeforeEach
  void openMetadata() throws Exception {
    metadata = open();
  }

  @Test
  void me01_what_was_never_put_is_not_there() {
    assertThat(metadata.get(SCOPE, "flow")).isEmpty();
    assertThat(metadata.list(SCOPE)).isEmpty();
  }

  @Test
  void me02_a_value_comes_back_byte_for_byte() {
    assertThat(metadata.put(SCOPE, "flow", 0, ODD)).isEqualTo(new Put.Stored(1));
    assertThat(metadata.get(SCOPE, "flow")).contains(new Entry("flow", 1, ODD));
  }

  @Test
  void me03_each_change_raises_the_revision_by_one_the_same_value_too() {
    metadata.put(SCOPE, "flow", 0, "1");
    assertThat(metadata.put(SCOPE, "flow", 1, "2")).isEqualTo(new Put.Stored(2));
    assertThat(metadata.put(SCOPE, "flow", 2, "2")).isEqualTo(new Put.Stored(3));
    assertThat(metadata.get(SCOPE, "flow")).contains(new Entry("flow", 3, "2"));
  }

  @Test
  void me04_another_revision_is_a_conflict_and_changes_nothing() {
    assertThat(metadata.put(SCOPE, "flow", 1, "0")).isEqualTo(new Put.Conflict(0));
    metadata.put(SCOPE, "flow", 0, "1");
    metadata.put(SCOPE, "flow", 1, "2");
    for (long expected : new long[] {-1, 0, 1, 3, Long.MAX_VALUE}) {
      assertThat(metadata.put(SCOPE, "flow", expected, "9")).isEqualTo(new Put.Conflict(2));
    }
    assertThat(metadata.get(SCOPE, "flow")).contains(new Entry("flow", 2, "2"));
  }

  @Test
  void me05_scopes_and_keys_are_apart_and_listed_by_key() {
    metadata.put(SCOPE, "b", 0, "1");
    metadata.put(SCOPE, "a/2", 0, "2");
    metadata.put(OTHER, "b", 0, "3");
    metadata.put(SCOPE, "B", 0, "4");
    assertThat(metadata.list(SCOPE))
        .containsExactly(new Entry("B", 1, "4"), new Entry("a/2", 1, "2"), new Entry("b", 1, "1"));
    assertThat(metadata.get(OTHER, "b")).contains(new Entry("b", 1, "3"));
  }

  @Test
  void me06_of_many_at_once_one_is_stored_and_the_others_are_told() throws Exception {
    List<Callable<Put>> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tasks.add(() -> metadata.put(SCOPE, "flow", 0, "\"the same\""));
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(tasks.size())) {
      List<Put> results = new ArrayList<>();
      for (Future<Put> done : pool.invokeAll(tasks)) {
        results.add(done.get());
      }
      assertThat(results).containsOnlyOnce(new Put.Stored(1));
      assertThat(results).filteredOn(new Put.Conflict(1)::equals).hasSize(tasks.size() - 1);
    }
  }

  @Test
  void me07_what_is_no_key_or_too_big_is_refused() {
    String full = "\"" + "x".repeat(Metadata.MAX_BYTES - 2) + "\"";
    assertThat(metadata.put(SCOPE, "k".repeat(200), 0, full)).isEqualTo(new Put.Stored(1));
    refused("", "1");
    refused("a b", "1");
    refused("k".repeat(201), "1");
    refused("flow", "");
    refused("flow", "\"\0\"");
    refused("flow", "\"\ud800\"");
    refused("flow", "\"" + "ü".repeat(Metadata.MAX_BYTES / 2) + "\"");
    assertThat(metadata.list(SCOPE)).hasSize(1);
  }

  private void refused(String key, String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> metadata.put(SCOPE, key, 0, json));
  }
}
