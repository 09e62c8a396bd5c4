package zone.otta.ralf.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import zone.otta.ralf.lab.machine.Folders;
import zone.otta.ralf.lab.machine.LabNet;

/**
 * The guests' roots and sockets, in a folder with a short name, because the path of a Unix socket
 * has 107 bytes at most. Its name holds the lab's octet: whoever holds the claim on the octet owns
 * the folder, so a folder whose octet is free belongs to a dead lab.
 */
final class RuntimeFolder {
  private static final int LONGEST_BASE = 40;

  private RuntimeFolder() {}

  static Path make(LabNet net) throws IOException {
    Path folder = base().resolve(prefix() + net.n());
    Folders.delete(folder);
    Folders.makePrivate(folder);
    return folder;
  }

  /** Removes what dead labs left. */
  static void sweep() throws IOException {
    String prefix = prefix();
    List<Path> left;
    try (Stream<Path> all = Files.list(base())) {
      left = all.filter(p -> p.getFileName().toString().matches(prefix + "\\d{2,3}")).toList();
    }
    for (Path folder : left) {
      int n = Integer.parseInt(folder.getFileName().toString().substring(prefix.length()));
      if (LabNet.free(n)) {
        Folders.delete(folder);
      }
    }
  }

  private static Path base() {
    String temporary = System.getProperty("java.io.tmpdir", "/tmp");
    return Path.of(temporary.length() > LONGEST_BASE ? "/tmp" : temporary);
  }

  private static String prefix() throws IOException {
    return "ralf-lab-" + Files.getAttribute(Path.of("/proc/self"), "unix:uid") + "-";
  }
}
