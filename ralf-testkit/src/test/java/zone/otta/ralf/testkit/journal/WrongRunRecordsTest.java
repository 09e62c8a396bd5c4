package zone.otta.ralf.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.RunRecords;
import zone.otta.ralf.testkit.BrokenRules;

/** The kit turns red where it must, and every rule of it can. */
class WrongRunRecordsTest {
  /** Records with one mistake. */
  record Wrong(String red, String mistake, Function<Journal, RunRecords> records) {
    @Override
    public String toString() {
      return red + " " + mistake;
    }
  }

  static List<Wrong> wrong() {
    return List.of(
        new Wrong("rr01", "tidies up", TidiesUp::new),
        new Wrong("rr02", "keeps the last base", LastBase::new),
        new Wrong("rr03", "oldest first", OldestFirst::new),
        new Wrong("rr04", "ends what is for ever", EndsAll::new),
        new Wrong("rr05", "the last decision wins", LastDecision::new),
        new Wrong("rr06", "approves once", OneApproval::new),
        new Wrong("rr07", "takes what belongs nowhere", Homeless::new),
        new Wrong("rr08", "goes back", GoesBack::new),
        new Wrong("rr09", "knows no fence", NoFence::new),
        new Wrong("rr10", "one run for each plan", OneRun::new),
        new Wrong("rr11", "looks, then puts", LooksThenPuts::new),
        new Wrong("rr12", "takes any position", AnyBase::new));
  }

  /** As a database's binary JSON does. */
  static final class TidiesUp extends MemoryRunRecords {
    TidiesUp(Journal journal) {
      super(journal);
    }

    @Override
    public synchronized Optional<PlanRecord> plan(Sha256 digest) {
      return super.plan(digest)
          .map(p -> PlanRecord.of(p.subject(), p.base(), p.body().replaceAll("\\s+", "")));
    }
  }

  /** The newest base, not the first. */
  static final class LastBase extends MemoryRunRecords {
    private long last;

    LastBase(Journal journal) {
      super(journal);
    }

    @Override
    public synchronized Put put(PlanRecord plan) {
      Put put = super.put(plan);
      last = put instanceof Put.Conflict ? last : plan.base();
      return put;
    }

    @Override
    public synchronized Optional<PlanRecord> plan(Sha256 digest) {
      return super.plan(digest).map(p -> PlanRecord.of(p.subject(), last, p.body()));
    }
  }

  /** In the order of their making. */
  static final class OldestFirst extends MemoryRunRecords {
    OldestFirst(Journal journal) {
      super(journal);
    }

    @Override
    public synchronized List<PlanHead> plans(String subject, int limit) {
      return super.plans(subject, limit).reversed();
    }
  }

  /** Gives every decision an end. */
  static final class EndsAll extends MemoryRunRecords {
    EndsAll(Journal journal) {
      super(journal);
    }

    @Override
    public synchronized Put put(GateDecision d) {
      return super.put(
          new GateDecision(
              d.id(),
              d.plan(),
              d.gate(),
              d.outcome(),
              d.decidedBy(),
              d.reason(),
              d.validUntilUs().or(() -> Optional.of(0L)),
              d.event()));
    }
  }

  /** Says already to whatever has the id. */
  static final class LastDecision extends MemoryRunRecords {
    LastDecision(Journal journal) {
      super(journal);
    }

    @Override
    public synchronized Put put(GateDecision decision) {
      Put put = super.put(decision);
      return put instanceof Put.Conflict ? new Put.AlreadyStored() : put;
    }
  }

  /** As a unique index over approvals would. */
  static final class OneApproval extends MemoryRunRecords {
    private final Set<Sha256> approved = new HashSet<>();

    OneApproval(Journal journal) {
      super(journal);
    }

    @Override
    public synchronized Put put(GateDecision decision) {
      return decision.outcome() == Outcome.APPROVED && !approved.add(decision.plan())
          ? new Put.Conflict()
          : super.put(decision);
    }
  }

  /** Says of everything that it is stored. */
  static final class Homeless extends MemoryRunRecords {
    Homeless(Journal journal) {
      super(journal);
    }

    @Override
    public synchronized Put put(StepResult result) {
      Put put = super.put(result);
      return put instanceof Put.Missing ? new Put.Stored() : put;
    }
  }

  /** Shows what was put last, whatever became of it. */
  static final class GoesBack extends MemoryRunRecords {
    private Optional<StepResult> last = Optional.empty();

    GoesBack(Journal journal) {
      super(journal);
    }

    @Override
    public synchronized Put put(StepResult result) {
      last = Optional.of(result);
      return super.put(result);
    }

    @Override
    public synchronized List<Recorded<StepResult>> steps(Sha256 plan) {
      return super.steps(plan).stream()
          .map(r -> new Recorded<>(last.orElseThrow(), r.stream(), r.position()))
          .toList();
    }
  }

  /** Takes all fences for the same. */
  static final class NoFence extends MemoryRunRecords {
    NoFence(Journal journal) {
      super(journal);
    }

    @Override
    public synchronized Put put(StepResult r) {
      return super.put(
          new StepResult(r.plan(), r.step(), r.key(), r.phase(), r.output(), 1, r.event()));
    }
  }

  /** Its key is the step's number. */
  static final class OneRun extends MemoryRunRecords {
    private final Set<Integer> steps = new HashSet<>();

    OneRun(Journal journal) {
      super(journal);
    }

    @Override
    public synchronized Put put(StepResult result) {
      return steps.add(result.step()) ? super.put(result) : new Put.Conflict();
    }
  }

  /** Holds nothing between its look and its put. */
  static final class LooksThenPuts extends MemoryRunRecords {
    LooksThenPuts(Journal journal) {
      super(journal);
    }

    @Override
    public Put put(GateDecision decision) {
      UUID id = decision.id();
      boolean there = decisions(decision.plan()).stream().anyMatch(d -> d.what().id().equals(id));
      LockSupport.parkNanos(20_000_000);
      Put put = super.put(decision);
      return there ? put : new Put.Stored();
    }
  }

  /** Does not ask how far the journal reaches. */
  static final class AnyBase extends MemoryRunRecords {
    AnyBase(Journal journal) {
      super(journal);
    }

    @Override
    public synchronized Put put(PlanRecord plan) {
      try {
        return super.put(plan);
      } catch (IllegalArgumentException e) {
        return super.put(PlanRecord.of(plan.subject(), 0, plan.body()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrong_records_break_their_rule(Wrong wrong) {
    assertThat(BrokenRules.of(() -> kit(wrong.records()))).contains(wrong.red());
  }

  @Test
  void right_records_break_none_and_every_rule_was_seen_red() {
    assertThat(BrokenRules.of(() -> kit(MemoryRunRecords::new))).isEmpty();
    assertThat(wrong().stream().map(Wrong::red))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 12).mapToObj("rr%02d"::formatted).toList());
  }

  private static RunRecordsContract kit(Function<Journal, RunRecords> records) {
    return new RunRecordsContract() {
      @Override
      protected Store open() {
        var journal = new MemoryJournal();
        return new Store(journal, records.apply(journal));
      }
    };
  }
}
