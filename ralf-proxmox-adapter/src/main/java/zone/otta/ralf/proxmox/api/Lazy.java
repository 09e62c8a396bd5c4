package zone.otta.ralf.proxmox.api;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Made at the first use. */
final class Lazy<T> {
  private final Supplier<T> maker;
  private Optional<T> value = Optional.empty();

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  T get() {
    T made = value.orElseGet(maker);
    value = Optional.of(made);
    return made;
  }

  void ifPresent(Consumer<T> action) {
    value.ifPresent(action);
  }
}
