package zone.otta.ralf.apply;

import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;

/** The right to work on a service, as an executor asks for it before each effect. */
public interface Turn {
  /** Nothing is known of others who could work on it. */
  Turn UNSHARED =
      new Turn() {
        @Override
        public Optional<Finding> over() {
          return Optional.empty();
        }

        @Override
        public Optional<Long> fence() {
          return Optional.empty();
        }
      };

  /** Why nothing more may be done; empty as long as work may go on. */
  Optional<Finding> over();

  /** What the next effect is recorded with; an effect with a lower one came from somebody else. */
  Optional<Long> fence();
}
