package zone.otta.ralf.workspace.store;

import java.nio.file.Path;
import java.util.Objects;
import zone.otta.ralf.diagnostics.Finding;

/** What a person's word for a plan led to. */
public sealed interface PlanLookup {
  /**
   * One plan.
   *
   * @param text the file as it stands
   * @param hashPrefix the digits the person gave, lower case, else empty. The file name holds only
   *     the first 12 digits, so the hash computed from the text must be compared with this one.
   */
  record Found(Path file, String text, String hashPrefix) implements PlanLookup {
    public Found {
      Objects.requireNonNull(file);
      Objects.requireNonNull(text);
      Objects.requireNonNull(hashPrefix);
    }
  }

  /** None, or several: the finding says which. */
  record NotFound(Finding finding) implements PlanLookup {
    public NotFound {
      Objects.requireNonNull(finding);
    }
  }
}
