package zone.otta.ralf.port;

import java.util.Objects;
import java.util.Optional;
import zone.otta.ralf.plan.Mark;

/**
 * A name that uses an address.
 *
 * @param name as the server shows it, without final dot; foreign text
 * @param mark what it carries, if it can carry one
 * @param source which server says so, and from what: {@code PTR at 10.10.0.1:53}
 */
public record NameHolder(String name, Optional<Mark> mark, String source) {
  public NameHolder {
    Objects.requireNonNull(name);
    Objects.requireNonNull(mark);
    Objects.requireNonNull(source);
  }
}
