package zone.otta.ralf.workspace.sample;

import java.time.Instant;

/** Breaks the rules on purpose. */
public final class AsksTheProcess {
  public Instant now() {
    System.out.println(System.getenv("HOME"));
    return Instant.now();
  }
}
