package zone.otta.ralf.lab.postgres;

import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.lab.files.GuestFile;
import zone.otta.ralf.lab.files.GuestFiles;

/**
 * What the server would refuse by owner and mode. The real process reads copies that are always
 * 0600, so the emulated tree has to be asked first. Texts: PostgreSQL 16,
 * src/backend/libpq/be-secure-common.c.
 */
final class FilePermissions {
  private static final String USER = "postgres";

  private FilePermissions() {}

  /** The server's own words, or nothing. */
  static Optional<String> refusal(GuestFiles files, String folder, Map<String, String> settings) {
    for (String path : files.below(folder).keySet()) {
      if (path.endsWith(".conf") && !files.readable(path, USER)) {
        return Optional.of("could not open file \"" + path + "\": Permission denied");
      }
    }
    if (!settings.getOrDefault("ssl", "off").equals("on")) {
      return Optional.empty();
    }
    String certificate = settings.getOrDefault("ssl_cert_file", "");
    if (files.get(certificate).isPresent() && !files.readable(certificate, USER)) {
      return Optional.of(
          "could not load server certificate file \"" + certificate + "\": Permission denied");
    }
    String key = settings.getOrDefault("ssl_key_file", "");
    return files.get(key).flatMap(file -> key(files, key, file));
  }

  private static Optional<String> key(GuestFiles files, String path, GuestFile file) {
    boolean own = file.owner().equals(USER);
    if (!own && !file.owner().equals("root")) {
      return Optional.of(
          "private key file \"" + path + "\" must be owned by the database user or root");
    }
    if ((file.mode() & (own ? 077 : 037)) != 0) {
      return Optional.of("private key file \"" + path + "\" has group or world access");
    }
    return files.readable(path, USER)
        ? Optional.empty()
        : Optional.of("could not access private key file \"" + path + "\": Permission denied");
  }
}
