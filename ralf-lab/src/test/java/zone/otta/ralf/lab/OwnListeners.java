package zone.otta.ralf.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The TCP sockets on which a few processes listen, by the kernel's numbers: others that listen on
 * the same addresses, then or later, do not count.
 */
final class OwnListeners {
  private static final String LISTEN = "0A";
  private static final int STATE = 3;
  private static final int INODE = 9;
  private final Set<String> inodes;

  private OwnListeners(Set<String> inodes) {
    this.inodes = inodes;
  }

  /** Those that the processes have now. */
  static OwnListeners of(List<ProcessHandle> processes) throws IOException {
    Set<String> all = listening();
    var own = new HashSet<String>();
    for (ProcessHandle process : processes) {
      held(process.pid()).stream().filter(all::contains).forEach(own::add);
    }
    return new OwnListeners(own);
  }

  /** Those that are there still. */
  Set<String> left() {
    try {
      Set<String> left = listening();
      left.retainAll(inodes);
      return left;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> held(long pid) throws IOException {
    var held = new HashSet<String>();
    Path fd = Path.of("/proc", Long.toString(pid), "fd");
    try (DirectoryStream<Path> open = Files.newDirectoryStream(fd)) {
      for (Path one : open) {
        held.add(target(one).replaceFirst("^socket:\\[(\\d+)]$", "$1"));
      }
    } catch (NoSuchFileException ended) {
      return Set.of();
    }
    return held;
  }

  private static String target(Path fd) throws IOException {
    try {
      return Files.readSymbolicLink(fd).toString();
    } catch (NoSuchFileException closed) {
      return "";
    }
  }

  private static Set<String> listening() throws IOException {
    var listening = new HashSet<String>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      if (Files.exists(Path.of(table))) {
        Files.readAllLines(Path.of(table)).stream()
            .map(line -> line.strip().split("\\s+"))
            .filter(words -> words.length > INODE && words[STATE].equals(LISTEN))
            .forEach(words -> listening.add(words[INODE]));
      }
    }
    return listening;
  }
}
