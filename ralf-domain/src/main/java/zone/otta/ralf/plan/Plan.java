package zone.otta.ralf.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.json.Records;

/**
 * What will be done, to exactly this world, and nothing else. Everything in a plan is bound by its
 * hash; times, texts, secrets and measured quantities are not in it.
 *
 * @param card sum over the card's meaning
 * @param policies sum over the rules it was judged by
 * @param ralf the version that made it
 * @param operation empty: bring the service to what its card says
 * @param findings from WARNUNG up
 */
public record Plan(
    Sha256 card,
    Sha256 policies,
    String ralf,
    Binding binding,
    Deployment deployment,
    Optional<Operation> operation,
    List<PlannedStep> steps,
    List<Reason> findings) {
  /** A finding as far as the hash covers it. */
  public record Reason(Severity severity, Code code, String at) {}

  public Plan {
    Objects.requireNonNull(card);
    Objects.requireNonNull(policies);
    Objects.requireNonNull(binding);
    Objects.requireNonNull(deployment);
    Objects.requireNonNull(operation);
    steps = List.copyOf(steps);
    findings = List.copyOf(findings);
  }

  public Json json() {
    return Records.toJson(this);
  }

  /**
   * @throws IllegalArgumentException if it is not a plan
   */
  public static Plan read(Json json) {
    return Records.fromJson(Plan.class, json);
  }

  /** SHA-256 over {@code ralf/plan/v1}, a line end, and the canonical JSON. */
  public Sha256 hash() {
    return Sha256.of("ralf/plan/v1\n" + json().canonical());
  }

  /** The steps that change something. */
  public List<PlannedStep> changes() {
    return steps.stream().filter(s -> s.action() != Action.KEEP).toList();
  }

  public boolean isEmpty() {
    return changes().isEmpty();
  }

  public boolean blocked() {
    return findings.stream().anyMatch(f -> f.severity() == Severity.BLOCKER);
  }

  /** The codes of the warnings a person has to accept. */
  public List<Code> warnings() {
    return findings.stream()
        .filter(f -> f.severity() == Severity.WARNUNG)
        .map(Reason::code)
        .sorted()
        .distinct()
        .toList();
  }
}
