package zone.otta.ralf.lab.node;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.lab.exec.Call;

/**
 * {@code storage/STORE/download-url}. Nothing is fetched: whatever its host, a URL has a file if
 * its last part names a template that could be downloaded, and the file's sums are those of its
 * name.
 */
final class UrlDownload {
  static final Set<String> PARAMETERS =
      Set.of(
          "content",
          "filename",
          "url",
          "checksum",
          "checksum-algorithm",
          "compression",
          "verify-certificates");
  private static final String CACHE = "/var/lib/vz/template/cache/";
  private static final String MISSING = "property is missing and it is not optional";
  private static final String USAGE = "pvesh create <api_path> [OPTIONS] [FORMAT_OPTIONS]\n";
  private final World world;

  UrlDownload(World world) {
    this.world = world;
  }

  /** What the file of this name has for a sum; 128 digits are those of 64 twice. */
  static String sum(String algorithm, String file) {
    String hex = Sha256.of(file.getBytes(StandardCharsets.UTF_8)).hex();
    return algorithm.equals("sha512") ? hex.repeat(2) : hex;
  }

  /** Judges the call; what comes back does the work. */
  Worker worker(String storage, Map<String, String> given) throws NodeFailure {
    judge(given);
    Optional<Storage> found = world.storage(storage);
    if (found.isEmpty()) {
      throw new NodeFailure(255, "storage '" + storage + "' does not exist\n");
    }
    if (!found.get().type().templates()) {
      throw new NodeFailure(
          255, "storage '" + storage + "' is not configured for content-type 'vztmpl'\n");
    }
    return call -> fetch(given, call);
  }

  private static void judge(Map<String, String> given) throws NodeFailure {
    var errors = new TreeMap<String, String>();
    for (String name : Set.of("content", "filename", "url")) {
      if (!given.containsKey(name)) {
        errors.put(name, MISSING);
      }
    }
    for (String name : given.keySet()) {
      if (!PARAMETERS.contains(name)) {
        errors.put(name, ConfigOptions.NOT_IN_SCHEMA);
      }
    }
    requires(given, "checksum", "checksum-algorithm", errors);
    requires(given, "checksum-algorithm", "checksum", errors);
    if (!given.getOrDefault("url", "http://x").matches("https?://.*")) {
      errors.put("url", "value does not match the regex pattern");
    }
    if (errors.isEmpty()
        && !given.getOrDefault("filename", "").matches(".*\\.tar\\.(gz|xz|zst|bz2)")) {
      errors.put("filename", "wrong file extension");
    }
    if (!errors.isEmpty()) {
      throw NodeFailure.parameters(errors, USAGE);
    }
  }

  private static void requires(
      Map<String, String> given, String name, String other, Map<String, String> errors) {
    if (given.containsKey(name) && !given.containsKey(other)) {
      errors.put(other, "missing property - '" + name + "' requires this property");
    }
  }

  private void fetch(Map<String, String> given, Call call)
      throws NodeFailure, InterruptedException {
    String file = given.getOrDefault("filename", "");
    String url = given.getOrDefault("url", "");
    call.out("downloading " + url + " to " + CACHE + file + "\n");
    if (world.templates().contains(file)) {
      throw new NodeFailure(255, "refusing to override existing file '" + CACHE + file + "'\n");
    }
    Thread.sleep(world.options().create().toMillis() / 3);
    String name = url.substring(url.lastIndexOf('/') + 1);
    if (!world.options().available().contains(name)) {
      call.out("HTTP request sent, awaiting response... 404 Not Found\nERROR 404: Not Found.\n");
      throw new NodeFailure(255, "download failed: exit code 8\n");
    }
    call.out(
        "HTTP request sent, awaiting response... 200 OK\nLength: 65657948 (63M) [application/octet-stream]\n");
    check(given, name, call);
    if (!call.gone()) {
      world.downloaded(file);
      call.out("download of '" + url + "' to '" + CACHE + file + "' finished\n");
    }
  }

  private static void check(Map<String, String> given, String name, Call call) throws NodeFailure {
    if (!given.containsKey("checksum")) {
      return;
    }
    String got = sum(given.getOrDefault("checksum-algorithm", ""), name);
    String expected = given.getOrDefault("checksum", "");
    if (!got.equals(expected)) {
      call.out("calculating checksum...\n");
      throw new NodeFailure(
          255, "checksum mismatch: got '" + got + "' != expect '" + expected + "'\n");
    }
    call.out("calculating checksum...OK, checksum verified\n");
  }
}
