package zone.otta.ralf.lab.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The server refuses to run as root. As root it gets a user namespace without mapping, where it is
 * nobody; no privileged step is needed as any other user.
 */
final class ServerUser {
  private ServerUser() {}

  private static boolean root() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid
          && uid == 0;
    } catch (IOException | UnsupportedOperationException e) {
      return System.getProperty("user.name", "").equals("root");
    }
  }

  static List<String> command(List<String> argv) {
    if (!root()) {
      return argv;
    }
    var command = new ArrayList<>(List.of("unshare", "-U"));
    command.addAll(argv);
    return command;
  }

  /** The name the server sees as the peer of its socket. */
  static String name() {
    return root() ? "nobody" : System.getProperty("user.name", "");
  }
}
