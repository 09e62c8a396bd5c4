package zone.otta.ralf.lab.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The listening TCP sockets of this machine, as the kernel lists them. */
public final class ListeningSockets {
  private static final String LISTEN = "0A";

  /** An IPv4 address and a port. */
  public record Listener(String address, int port) {}

  private ListeningSockets() {}

  public static List<Listener> all() throws IOException {
    var all = new ArrayList<Listener>();
    for (String line : Files.readAllLines(Path.of("/proc/net/tcp"))) {
      String[] words = line.strip().split("\\s+");
      if (words.length > 3 && words[3].equals(LISTEN)) {
        all.add(parse(words[1]));
      }
    }
    return all;
  }

  /** {@code 0A14407F:1538}: the address in the machine's own, little-endian order. */
  private static Listener parse(String local) {
    long address = Long.parseLong(local.substring(0, 8), 16);
    return new Listener(
        (address & 255)
            + "."
            + (address >> 8 & 255)
            + "."
            + (address >> 16 & 255)
            + "."
            + (address >> 24 & 255),
        Integer.parseInt(local.substring(9), 16));
  }
}
