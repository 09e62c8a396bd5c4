package zone.otta.ralf.lab.node;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.NotInVocabulary;

/** {@code pvesm status}. */
final class Pvesm {
  private final World world;

  Pvesm(World world) {
    this.world = world;
  }

  int run(List<String> argv, Call call) {
    if (argv.size() < 2 || !argv.get(1).equals("status")) {
      throw new NotInVocabulary(argv);
    }
    List<Storage> shown = world.options().storages();
    for (int i = 2; i < argv.size(); i += 2) {
      String value = i + 1 < argv.size() ? argv.get(i + 1) : "";
      switch (argv.get(i)) {
        case "--content" -> shown = shown.stream().filter(s -> s.holds(value)).toList();
        case "--enabled" -> {}
        case "--storage" -> {
          Optional<Storage> one = world.storage(value);
          if (one.isEmpty()) {
            call.err(
                "400 Parameter verification failed.\nstorage: No such storage.\npvesm status  [OPTIONS]\n");
            return 255;
          }
          shown = List.of(one.get());
        }
        default -> throw new NotInVocabulary(argv);
      }
    }
    print(shown, world.options().release().nine() ? " (KiB)" : "", call);
    return 0;
  }

  private static void print(List<Storage> storages, String unit, Call call) {
    int width = storages.stream().mapToInt(s -> s.name().length()).max().orElse(4) + 1;
    String form = "%-" + width + "s %10s %10s %15s %15s %15s %8s\n";
    call.out(
        String.format(
            form,
            "Name",
            "Type",
            "Status",
            "Total" + unit,
            "Used" + unit,
            "Available" + unit,
            "%"));
    storages.stream()
        .sorted(Comparator.comparing(Storage::name))
        .forEach(
            s ->
                call.out(
                    String.format(
                        Locale.ROOT,
                        form,
                        s.name(),
                        s.type().word(),
                        "active",
                        s.total(),
                        s.used(),
                        s.available(),
                        String.format(Locale.ROOT, "%.2f%%", 100.0 * s.used() / s.total()))));
  }
}
