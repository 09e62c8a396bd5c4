package zone.otta.ralf.cli.tofu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.workspace.store.StoreFault;

/** The folder a module is written to. What is not ours is never touched. */
public final class ModuleFolder {
  /** Far more than any file of ours has. */
  private static final int HEAD = 200;

  private final Path folder;

  public ModuleFolder(Path folder) {
    this.folder = folder;
  }

  /** A file of the module, and whether it had to be written. */
  public record Written(String file, boolean changed) {}

  /** Names of the module that something else than a file of ours has. */
  public List<String> foreign(Iterable<String> names) {
    var foreign = new ArrayList<String>();
    for (String name : names) {
      Path file = folder.resolve(name);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !ours(file)) {
        foreign.add(name);
      }
    }
    return foreign;
  }

  /** Values of other services, which OpenTofu would load as well. */
  public List<String> others(ServiceName service) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(TofuModule.VALUES) && !n.equals(service + TofuModule.VALUES))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw StoreFault.io(folder, e);
    }
  }

  /** Writes what differs, each file whole or not at all. */
  public List<Written> write(Map<String, String> files) {
    var written = new ArrayList<Written>();
    files.forEach((name, text) -> written.add(new Written(name, write(name, text))));
    return written;
  }

  private boolean write(String name, String text) {
    Path file = folder.resolve(name);
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    try {
      if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) {
        return false;
      }
      Files.createDirectories(folder);
      replace(file, content);
      return true;
    } catch (IOException e) {
      throw StoreFault.io(file, e);
    }
  }

  private static void replace(Path file, byte[] content) throws IOException {
    Path beside = file.resolveSibling("." + file.getFileName() + ".ralf-new");
    try {
      Files.write(beside, content);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** The mark stands in the first line of HCL, and in the first member of JSON. */
  private static boolean ours(Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (var in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
      return head.startsWith("# " + TofuModule.OURS)
          || head.startsWith("{\n  \"//\": \"" + TofuModule.OURS);
    } catch (IOException e) {
      throw StoreFault.io(file, e);
    }
  }
}
