package zone.otta.ralf.workspace.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.workspace.store.PlanLookup.Found;
import zone.otta.ralf.workspace.store.PlanLookup.NotFound;

/**
 * Plans as files, {@code plans/<first 12 digits of the hash>.json}. {@code plans/<service>.latest}
 * holds the 12 digits of the plan that was saved last for a service.
 */
public final class PlanStore {
  private static final Pattern PREFIX = Pattern.compile("[0-9a-fA-F]{4,64}");
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{12}");
  private static final int MAX_BYTES = 16 * 1024 * 1024;
  private final Path directory;

  public PlanStore(StateDirectory state) {
    this.directory = state.plans();
  }

  /** Keeps a plan, which becomes the service's latest. A plan of the same hash is replaced. */
  public Path save(ServiceName service, Sha256 hash, String text) {
    Path file = file(hash.shortForm());
    DurableFile.write(file, text);
    DurableFile.write(pointer(service), hash.shortForm() + "\n");
    return file;
  }

  /** Finds a plan by file ({@code /} or {@code .json} in the word), hash prefix, or service. */
  public PlanLookup find(String word) {
    if (word.contains("/") || word.endsWith(".json")) {
      return byFile(word);
    }
    List<String> names = new ArrayList<>(byPrefix(word));
    boolean byHash = !names.isEmpty();
    latest(word).filter(name -> !names.contains(name)).ifPresent(names::add);
    return switch (names.size()) {
      case 0 -> missing(word);
      case 1 -> found(file(names.getFirst()), byHash ? word.toLowerCase(Locale.ROOT) : "");
      default -> ambiguous(word, names);
    };
  }

  private List<String> byPrefix(String word) {
    if (!PREFIX.matcher(word).matches()) {
      return List.of();
    }
    String digits = word.toLowerCase(Locale.ROOT);
    String known = digits.substring(0, Math.min(12, digits.length()));
    return names().stream().filter(name -> name.startsWith(known)).toList();
  }

  private List<String> names() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .filter(name -> NAME.matcher(name).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw StoreFault.io(directory, e);
    }
  }

  private Optional<String> latest(String word) {
    return ServiceName.parse(word)
        .map(this::pointer)
        .filter(Files::exists)
        .map(pointer -> SmallFile.read(pointer, 100).strip())
        .filter(name -> NAME.matcher(name).matches() && Files.exists(file(name)));
  }

  private static PlanLookup byFile(String word) {
    try {
      Path file = Path.of(word);
      return Files.isRegularFile(file) ? found(file, "") : missing(word);
    } catch (InvalidPathException e) {
      return missing(word);
    }
  }

  private static PlanLookup found(Path file, String hashPrefix) {
    return new Found(file, SmallFile.read(file, MAX_BYTES), hashPrefix);
  }

  private static NotFound missing(String word) {
    return new NotFound(
        Finding.blocker(
                "RALF-J007",
                Text.of("no plan is called '" + word + "'", "kein Plan heißt '" + word + "'"))
            .help(
                Text.of(
                    "Name a file, at least 4 digits of the hash, or a service; ralf plan CARD makes one",
                    "Eine Datei, mindestens 4 Stellen der Prüfsumme oder einen Dienst nennen; "
                        + "ralf plan CARD macht einen")));
  }

  private static NotFound ambiguous(String word, List<String> names) {
    String all = String.join(", ", names);
    return new NotFound(
        Finding.blocker(
                "RALF-J008",
                Text.of(
                    "'%s' may be any of %d plans".formatted(word, names.size()),
                    "'%s' kann einer von %d Plänen sein".formatted(word, names.size())))
            .note(Text.of("plans: " + all, "Pläne: " + all))
            .help(Text.of("Give more digits of the hash", "Mehr Stellen der Prüfsumme nennen")));
  }

  private Path file(String name) {
    return directory.resolve(name + ".json");
  }

  private Path pointer(ServiceName service) {
    return directory.resolve(service + ".latest");
  }
}
