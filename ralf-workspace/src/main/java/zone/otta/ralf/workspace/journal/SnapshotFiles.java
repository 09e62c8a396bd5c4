package zone.otta.ralf.workspace.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.json.Records;
import zone.otta.ralf.port.Journal.Snapshot;
import zone.otta.ralf.workspace.json.JsonReader;
import zone.otta.ralf.workspace.json.JsonReading;
import zone.otta.ralf.workspace.store.DurableFile;
import zone.otta.ralf.workspace.store.SmallFile;
import zone.otta.ralf.workspace.store.StoreFault;

/**
 * Snapshots as files, {@code snapshots/<stream>/<kind>/<version>.json}. They only save time: one
 * that cannot be understood or does not fit the journal counts as not there.
 */
final class SnapshotFiles {
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
  private static final Pattern NAME = Pattern.compile("[1-9]\\d{0,17}\\.json");
  private static final int MAX_BYTES = 16 * 1024 * 1024;
  private final Path root;
  private final JsonReader json = new JsonReader(MAX_BYTES);

  SnapshotFiles(Path root) {
    this.root = root;
  }

  void put(Snapshot snapshot) {
    Path folder = folder(snapshot.stream(), snapshot.kind());
    DurableFile.write(
        folder.resolve(snapshot.version() + ".json"), Records.toJson(snapshot).pretty() + "\n");
  }

  /** The newest one up to a version that is valid. */
  Optional<Snapshot> newest(
      StreamName stream, String kind, long upToVersion, Predicate<Snapshot> valid) {
    return files(folder(stream, kind)).stream()
        .filter(file -> version(file) <= upToVersion)
        .flatMap(file -> read(file).stream())
        .filter(s -> s.stream().equals(stream) && s.kind().equals(kind))
        .filter(valid)
        .findFirst();
  }

  /** The newest valid one of each stream and kind, in the order of their names. */
  List<Snapshot> newest(Predicate<Snapshot> valid) {
    List<Snapshot> all = new ArrayList<>();
    for (String folder : folders(root)) {
      stream(folder)
          .ifPresent(
              stream ->
                  folders(root.resolve(folder)).stream()
                      .filter(kind -> KIND.matcher(kind).matches())
                      .flatMap(kind -> newest(stream, kind, Long.MAX_VALUE, valid).stream())
                      .forEach(all::add));
    }
    return all;
  }

  /** Empty for a folder that somebody else put there. */
  private static Optional<StreamName> stream(String folder) {
    try {
      return Optional.of(new StreamName(folder));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static List<String> folders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isDirectory)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw StoreFault.io(folder, e);
    }
  }

  private Path folder(StreamName stream, String kind) {
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("not a kind of snapshot");
    }
    return root.resolve(stream.value()).resolve(kind);
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.comparingLong(SnapshotFiles::version).reversed())
          .toList();
    } catch (IOException e) {
      throw StoreFault.io(folder, e);
    }
  }

  private static long version(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.indexOf('.')));
  }

  private Optional<Snapshot> read(Path file) {
    return switch (json.read(SmallFile.read(file, MAX_BYTES))) {
      case JsonReading.Parsed parsed -> read(parsed.value());
      case JsonReading.Malformed malformed -> Optional.empty();
    };
  }

  private static Optional<Snapshot> read(Json json) {
    try {
      return Optional.of(Records.fromJson(Snapshot.class, json));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
