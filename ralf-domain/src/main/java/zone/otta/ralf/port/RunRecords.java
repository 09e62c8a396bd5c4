package zone.otta.ralf.port;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.StreamName;

/**
 * Plans, gate decisions and step results as a memory has them, for those that look them up. Rules:
 * docs/contracts/run-records.md. They are derived from events, and each says from which; nothing is
 * ever approved or run because of what stands here. Throws {@link PortException} if the store
 * cannot be used.
 */
public interface RunRecords {
  /**
   * A plan.
   *
   * @param digest SHA-256 over {@code ralf/plan/v1}, a line end and the body: what people call it
   * @param subject what it is for, of the form of a stream's name: {@code service:postgresql}
   * @param base the journal's position up to which it was known what there is when it was made
   * @param body a JSON object of up to 16 MiB in UTF-8, byte for byte
   */
  record PlanRecord(Sha256 digest, String subject, long base, String body) {
    public static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final String TAG = "ralf/plan/v1\n";

    public PlanRecord {
      new StreamName(subject);
      require(base >= 0, "a plan's base");
      require(body.startsWith("{") && body.endsWith("}") && fits(body, MAX_BYTES), "a plan's body");
      require(Sha256.of(TAG + body).equals(digest), "the plan's digest");
    }

    /** With the digest of its body. */
    public static PlanRecord of(String subject, long base, String body) {
      return new PlanRecord(Sha256.of(TAG + body), subject, base, body);
    }

    public PlanHead head() {
      return new PlanHead(digest, subject, base);
    }
  }

  /** A plan without its body. */
  record PlanHead(Sha256 digest, String subject, long base) {}

  /** What was decided at a gate. */
  enum Outcome {
    APPROVED,
    REJECTED,
    EXPIRED,
    REVOKED
  }

  /**
   * A decision about exactly one plan.
   *
   * @param gate lower-case letters, digits, {@code _ -}, up to 40: {@code 2}
   * @param decidedBy who, 1 to 200 characters
   * @param reason 1 to 4000 characters
   * @param validUntilUs microseconds since 1970, up to the year 9999; empty: for ever
   * @param event by which it is recorded
   */
  record GateDecision(
      UUID id,
      Sha256 plan,
      String gate,
      Outcome outcome,
      String decidedBy,
      String reason,
      Optional<Long> validUntilUs,
      UUID event) {
    /** The end of the year 9999. */
    public static final long LAST_US = 253_402_300_799_999_999L;

    private static final Pattern GATE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");

    public GateDecision {
      Objects.requireNonNull(id);
      Objects.requireNonNull(plan);
      Objects.requireNonNull(outcome);
      Objects.requireNonNull(event);
      require(GATE.matcher(gate).matches(), "a gate");
      require(characters(decidedBy, 200) && !CONTROL.matcher(decidedBy).find(), "who decided");
      require(characters(reason, 4000), "a reason");
      require(validUntilUs.stream().allMatch(us -> us >= 0 && us <= LAST_US), "a time");
    }
  }

  /** How far a step is. */
  enum Phase {
    STARTED,
    DONE,
    FAILED,
    /** Its effect may be there or not: nobody could look. */
    UNKNOWN
  }

  /**
   * How a step of one run of a plan came out.
   *
   * @param step its number in the plan, from 0
   * @param key of the step in its run, the same in each try: letters, digits and {@code . _ : / -},
   *     up to 200, the first a letter or digit
   * @param output JSON of up to 64 KiB in UTF-8, byte for byte
   * @param fence of those under which it was done; one that is lower never comes after
   * @param event by which it is recorded; its stream is the run
   */
  record StepResult(
      Sha256 plan,
      int step,
      String key,
      Phase phase,
      Optional<String> output,
      long fence,
      UUID event) {
    public static final int MAX_BYTES = 64 * 1024;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}");

    public StepResult {
      Objects.requireNonNull(plan);
      Objects.requireNonNull(phase);
      Objects.requireNonNull(event);
      require(step >= 0 && fence >= 0, "a step's result");
      require(KEY.matcher(key).matches(), "a step's key");
      require(output.stream().allMatch(o -> !o.isBlank() && fits(o, MAX_BYTES)), "a step's output");
    }
  }

  /** A record and the event by which it is recorded: where that stands. */
  record Recorded<T>(T what, StreamName stream, long position) {}

  /** What a put came to. */
  sealed interface Put {
    record Stored() implements Put {}

    /** The same stands there. */
    record AlreadyStored() implements Put {}

    /** A step's result by a later event stands there; nothing was changed. */
    record Passed() implements Put {}

    /** Something else stands there, or a higher fence; nothing was changed. */
    record Conflict() implements Put {}

    /** What it belongs to is not there; nothing was changed. */
    record Missing(Part part) implements Put {}

    /** What a record belongs to. */
    enum Part {
      PLAN,
      EVENT
    }
  }

  /**
   * Keeps a plan. One that is there already stays with its first base; for another subject it is a
   * conflict.
   *
   * @throws IllegalArgumentException if the journal does not reach to its base
   */
  Put put(PlanRecord plan);

  /** Keeps a decision. */
  Put put(GateDecision decision);

  /** Keeps a step's result, which moves forward only: from event to event of the same stream. */
  Put put(StepResult result);

  Optional<PlanRecord> plan(Sha256 digest);

  /** The newest of a subject, newest base first, at most {@code limit}. */
  List<PlanHead> plans(String subject, int limit);

  /** In the order of the events. */
  List<Recorded<GateDecision>> decisions(Sha256 plan);

  /** The last result of each step of each run, in the order of the events. */
  List<Recorded<StepResult>> steps(Sha256 plan);

  private static boolean characters(String text, int most) {
    return !text.isEmpty() && text.codePointCount(0, text.length()) <= most && fits(text, 4 * most);
  }

  private static boolean fits(String text, int bytes) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text)
        && text.indexOf('\0') < 0
        && text.getBytes(StandardCharsets.UTF_8).length <= bytes;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("not " + what);
    }
  }
}
