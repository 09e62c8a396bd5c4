package zone.otta.ralf.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.Pipeline;
import zone.otta.ralf.apply.Outcome;
import zone.otta.ralf.apply.Runs;
import zone.otta.ralf.apply.Turn;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.testkit.journal.MemoryJournal;
import zone.otta.ralf.testkit.world.CallFaults;
import zone.otta.ralf.testkit.world.MemoryState;
import zone.otta.ralf.testkit.world.MemoryWorld;
import zone.otta.ralf.testkit.world.Requests;

/** A run asks before each effect whether it is still its turn. */
class TurnTest {
  private static final Finding OVER =
      Finding.blocker("RALF-J039", Text.of("somebody else", "jemand anders"));

  private final MemoryState state = new MemoryState();
  private final MemoryJournal journal = new MemoryJournal();
  private final Runs runs = new Runs(journal, CrashMatrixTest::read, InstantSource.system());
  private final Plan plan =
      new Pipeline(MemoryWorld.of(state))
          .plan(Requests.postgresql(Requests.owning(Set.of())))
          .plan()
          .orElseThrow();
  private final long run =
      runs.open(
          plan,
          new Approval(UUID.randomUUID(), plan.hash(), List.of(), "anna", "anna", "here", 1, 2));

  /** Ends after a number of effects. */
  private static final class Ending implements Turn {
    private int left;

    Ending(int effects) {
      this.left = effects;
    }

    @Override
    public Optional<Finding> over() {
      return left-- > 0 ? Optional.empty() : Optional.of(OVER);
    }

    @Override
    public Optional<Long> fence() {
      return Optional.of(7L);
    }
  }

  private Outcome deploy(Turn turn) {
    return new Pipeline(MemoryWorld.of(state, plan, CallFaults.none()))
        .deploy(
            plan,
            run,
            Requests.owning(runs.numbers(Requests.SERVICE)),
            runs,
            new Silent(),
            () -> false,
            turn);
  }

  private List<String> effects() {
    return journal.readStream(StreamName.run(run), 0, 1000).stream()
        .map(StoredEvent::event)
        .filter(e -> e.type().equals("started"))
        .map(e -> e.payload())
        .toList();
  }

  @Test
  void ends_before_the_effect_that_is_not_its_own_and_can_go_on_later() {
    for (int before = 0; before < 4; before++) {
      Outcome outcome = deploy(new Ending(1));
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Stopped.class,
              stopped -> {
                assertThat(stopped.why()).isEqualTo(OVER);
                assertThat(stopped.outcomeKnown()).isTrue();
              });
      assertThat(effects()).hasSize(before + 1);
      assertThat(runs.stopped(run)).isPresent();
    }
    assertThat(deploy(Turn.UNSHARED)).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void each_effect_is_recorded_with_its_fence() {
    assertThat(deploy(new Ending(1000))).isInstanceOf(Outcome.Completed.class);
    assertThat(effects()).isNotEmpty().allMatch(payload -> payload.contains("\"fence\":7"));
  }
}
