package zone.otta.ralf.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.port.Metadata;
import zone.otta.ralf.testkit.BrokenRules;

/** The kit turns red where it must, and every rule of it can. */
class WrongMetadataTest {
  /** Metadata with one mistake. */
  record Wrong(String red, Supplier<Metadata> metadata) {
    @Override
    public String toString() {
      return red + " " + metadata.get().getClass().getSimpleName();
    }
  }

  static List<Wrong> wrong() {
    return List.of(
        new Wrong("me01", InventsValues::new),
        new Wrong("me02", TidiesUp::new),
        new Wrong("me03", IgnoresSameValue::new),
        new Wrong("me04", LastOneWins::new),
        new Wrong("me05", MixesScopes::new),
        new Wrong("me06", LooksThenPuts::new),
        new Wrong("me07", TakesAnything::new));
  }

  /** Answers what was never put. */
  static final class InventsValues extends MemoryMetadata {
    @Override
    public synchronized Optional<Entry> get(Scope scope, String key) {
      return super.get(scope, key).or(() -> Optional.of(new Entry(key, 0, "null")));
    }
  }

  /** As a database's binary JSON does. */
  static final class TidiesUp extends MemoryMetadata {
    @Override
    public synchronized Put put(Scope scope, String key, long expected, String json) {
      return super.put(scope, key, expected, json.replaceAll("\\s+", " "));
    }
  }

  /** Takes a change to the same value for none. */
  static final class IgnoresSameValue extends MemoryMetadata {
    @Override
    public synchronized Put put(Scope scope, String key, long expected, String json) {
      Optional<Entry> now = get(scope, key);
      return now.filter(e -> e.json().equals(json) && e.revision() == expected).isPresent()
          ? new Put.Stored(expected)
          : super.put(scope, key, expected, json);
    }
  }

  /** Asks for no revision. */
  static final class LastOneWins extends MemoryMetadata {
    @Override
    public synchronized Put put(Scope scope, String key, long expected, String json) {
      return super.put(scope, key, get(scope, key).map(Entry::revision).orElse(0L), json);
    }
  }

  /** Keeps all in one. */
  static final class MixesScopes extends MemoryMetadata {
    private static final Scope ONE = new Scope("all");

    @Override
    public synchronized Optional<Entry> get(Scope scope, String key) {
      return super.get(ONE, key);
    }

    @Override
    public synchronized List<Entry> list(Scope scope) {
      return super.list(ONE);
    }

    @Override
    public synchronized Put put(Scope scope, String key, long expected, String json) {
      return super.put(ONE, key, expected, json);
    }
  }

  /** Holds nothing between its look and its put. */
  static final class LooksThenPuts extends MemoryMetadata {
    @Override
    public Put put(Scope scope, String key, long expected, String json) {
      if (get(scope, key).map(Entry::revision).orElse(0L) != expected) {
        return super.put(scope, key, expected, json);
      }
      LockSupport.parkNanos(20_000_000);
      synchronized (this) {
        super.put(scope, key, get(scope, key).map(Entry::revision).orElse(0L), json);
        return new Put.Stored(expected + 1);
      }
    }
  }

  /** Says of everything that it is stored. */
  static final class TakesAnything extends MemoryMetadata {
    @Override
    public synchronized Put put(Scope scope, String key, long expected, String json) {
      try {
        return super.put(scope, key, expected, json);
      } catch (IllegalArgumentException e) {
        return new Put.Stored(expected + 1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrong_metadata_break_their_rule(Wrong wrong) {
    assertThat(BrokenRules.of(() -> kit(wrong.metadata()))).contains(wrong.red());
  }

  @Test
  void right_metadata_break_none_and_every_rule_was_seen_red() {
    assertThat(BrokenRules.of(() -> kit(MemoryMetadata::new))).isEmpty();
    assertThat(wrong().stream().map(Wrong::red))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 7).mapToObj("me%02d"::formatted).toList());
  }

  private static MetadataContract kit(Supplier<Metadata> metadata) {
    return new MetadataContract() {
      @Override
      protected Metadata open() {
        return metadata.get();
      }
    };
  }
}
