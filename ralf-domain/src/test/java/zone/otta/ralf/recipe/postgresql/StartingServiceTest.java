package zone.otta.ralf.recipe.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zone.otta.ralf.guest.Answers.Answer;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.GuestView;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.SecretReference;

/** What systemd says of a unit that is on its way. */
class StartingServiceTest {
  @ParameterizedTest
  @CsvSource({
    "activating, start, true",
    "activating, auto-restart, false",
    "active, running, false",
    "failed, failed, false"
  })
  void startingIsBusyAndNothingElse(String active, String sub, boolean busy) {
    Step.RunService step =
        new PostgresRecipe()
            .steps(PostgresRecipeTest.deployment("Ubuntu 24.04", true)).stream()
                .filter(Step.RunService.class::isInstance)
                .map(Step.RunService.class::cast)
                .findFirst()
                .orElseThrow();
    List<GuestQuestion> questions = PostgresFacts.questions(step);
    List<Answer> answers =
        questions.stream()
            .map(
                q ->
                    q.equals(questions.get(0))
                        ? new Answer(
                            "unit",
                            0,
                            List.of(
                                "LoadState=loaded",
                                "ActiveState=" + active,
                                "SubState=" + sub,
                                "UnitFileState=enabled-runtime"))
                        : new Answer("other", 1, List.of()))
            .toList();
    Observation seen =
        new PostgresFacts(new NoSecrets(), InstantSource.system())
            .service(step, GuestView.of(questions, answers));
    assertThat(seen instanceof Observation.Busy).isEqualTo(busy);
  }

  /** The question of a unit needs no secret. */
  private static final class NoSecrets implements SecretSource {
    @Override
    public boolean present(SecretReference reference) {
      throw new AssertionError("asked for " + reference);
    }

    @Override
    public <T> T use(SecretReference reference, Function<Secret, T> callback) {
      throw new AssertionError("asked for " + reference);
    }

    @Override
    public void create(SecretReference reference) {
      throw new AssertionError("asked for " + reference);
    }
  }
}
