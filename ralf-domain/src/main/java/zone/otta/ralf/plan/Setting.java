package zone.otta.ralf.plan;

import java.util.Objects;

/** A setting of a service as its file has it, without quotes: {@code work_mem}, {@code 8MB}. */
public record Setting(String name, String value) {
  public Setting {
    Objects.requireNonNull(name);
    Objects.requireNonNull(value);
  }
}
