package zone.otta.ralf.cli.wiring;

import java.util.function.Consumer;

/** Carries what the node prints while it works on a step to whoever watches the run. */
final class TaskLines implements Consumer<String> {
  private Consumer<String> listener = line -> {};

  void to(Consumer<String> other) {
    listener = other;
  }

  @Override
  public void accept(String line) {
    listener.accept(line);
  }
}
