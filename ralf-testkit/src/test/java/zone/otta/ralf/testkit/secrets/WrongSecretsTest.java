package zone.otta.ralf.testkit.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.testkit.BrokenRules;

/** The kit turns red where it must, and every rule of it can. */
class WrongSecretsTest {
  /**
   * @param red the rule that names the mistake; others may fail with it
   */
  record Wrong(String red, Supplier<MemorySecrets> source) {
    @Override
    public String toString() {
      return red + " " + source.get().getClass().getSimpleName();
    }
  }

  static List<Wrong> wrong() {
    return List.of(
        new Wrong("se01", WrongSecrets.MakesOnUse::new),
        new Wrong("se02", WrongSecrets.CutsAtBlank::new),
        new Wrong("se03", WrongSecrets.LeavesItAround::new),
        new Wrong("se04", WrongSecrets.TakesAnything::new),
        new Wrong("se05", WrongSecrets.QuotesTheValue::new),
        new Wrong("se06", WrongSecrets.AbsentIfSpoiled::new),
        new Wrong("se08", WrongSecrets.MakesUnsafe::new),
        new Wrong("se09", WrongSecrets.MakesTheSame::new),
        new Wrong("se10", WrongSecrets.Replaces::new),
        new Wrong("se11", WrongSecrets.LooksThenMakes::new),
        new Wrong("se12", WrongSecrets.LosesTheFormer::new),
        new Wrong("se13", WrongSecrets.RenewsOverAndOver::new),
        new Wrong("se14", WrongSecrets.MakesInsteadOfRenewing::new));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void a_wrong_source_breaks_its_rule(Wrong wrong) {
    assertThat(BrokenRules.of(() -> new MemorySecretsKit(wrong.source().get())))
        .contains(wrong.red());
  }

  @Test
  void a_source_that_pretends_to_keep_a_secret_breaks_its_rule() {
    assertThat(BrokenRules.of(() -> keepsNone(new WrongSecrets.PretendsToKeep()))).contains("se07");
    assertThat(BrokenRules.of(() -> keepsNone(new WrongSecrets.CannotKeep())))
        .doesNotContain("se07");
  }

  @Test
  void every_rule_was_seen_red() {
    Stream<String> rules = IntStream.rangeClosed(1, 14).mapToObj("se%02d"::formatted);
    assertThat(Stream.concat(wrong().stream().map(Wrong::red), Stream.of("se07")).distinct())
        .containsExactlyInAnyOrderElementsOf(rules.toList());
  }

  private static SecretSourceContract keepsNone(MemorySecrets secrets) {
    return new MemorySecretsKit(secrets) {
      @Override
      protected boolean creates() {
        return false;
      }
    };
  }
}
