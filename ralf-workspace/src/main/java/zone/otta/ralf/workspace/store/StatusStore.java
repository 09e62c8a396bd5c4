package zone.otta.ralf.workspace.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.StatusJson;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.workspace.json.JsonReader;

/**
 * The last status object of each phase, {@code status/<service>/<step_id>.json}, byte for byte as
 * {@code --format json} prints it: indented, with a final newline.
 */
public final class StatusStore {
  private static final Pattern STEP_ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,119}");
  private static final int MAX_BYTES = 1024 * 1024;
  private final Path directory;
  private final JsonReader json = new JsonReader(MAX_BYTES);

  public StatusStore(StateDirectory state) {
    this.directory = state.status();
  }

  /** The bytes that are printed and stored. */
  public static String text(StatusObject status) {
    return StatusJson.write(status).pretty() + "\n";
  }

  /** Keeps the object; the phase's former one is replaced. */
  public Path save(ServiceName service, StatusObject status) {
    if (!STEP_ID.matcher(status.stepId()).matches()) {
      throw new IllegalArgumentException("a step_id that cannot be a file name");
    }
    Path file = directory.resolve(service.value()).resolve(status.stepId() + ".json");
    DurableFile.write(file, text(status));
    return file;
  }

  /** Removes the service's objects but this one: they tell of something that is no more. */
  public void keepOnly(ServiceName service, StatusObject last) {
    for (Path file : list(directory.resolve(service.value()))) {
      if (!stem(file).isEmpty() && !stem(file).equals(last.stepId())) {
        try {
          Files.deleteIfExists(file);
        } catch (IOException e) {
          throw StoreFault.io(file, e);
        }
      }
    }
  }

  /** The service's objects in order of their step_id, which is the order of the phases. */
  public List<StatusObject> read(ServiceName service) {
    return list(directory.resolve(service.value())).stream()
        .filter(file -> STEP_ID.matcher(stem(file)).matches())
        .map(this::readFile)
        .sorted(Comparator.comparing(StatusObject::stepId))
        .toList();
  }

  /** The services that have a status, sorted. */
  public List<ServiceName> services() {
    return list(directory).stream()
        .filter(Files::isDirectory)
        .flatMap(folder -> ServiceName.parse(folder.getFileName().toString()).stream())
        .sorted()
        .toList();
  }

  private StatusObject readFile(Path file) {
    return StatusJson.read(
            json.read(SmallFile.read(file, MAX_BYTES))
                .orThrow(malformed -> StoreFault.notUnderstood(file, malformed.text())))
        .orElseThrow(
            () ->
                StoreFault.notUnderstood(
                    file, Text.of("not a status object", "kein Statusobjekt")));
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : "";
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw StoreFault.io(folder, e);
    }
  }
}
