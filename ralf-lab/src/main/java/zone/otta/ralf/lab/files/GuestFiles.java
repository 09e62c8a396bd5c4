package zone.otta.ralf.lab.files;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The emulated tree of one guest. */
public final class GuestFiles {
  private final NavigableMap<String, GuestFile> files = new TreeMap<>();

  public synchronized Optional<GuestFile> get(String path) {
    return Optional.ofNullable(files.get(path));
  }

  public synchronized void put(String path, GuestFile file) {
    files.put(path, file);
  }

  public synchronized void remove(String path) {
    files.remove(path);
  }

  /** Everything becomes what it was. */
  public synchronized void restore(SortedMap<String, GuestFile> all) {
    files.clear();
    files.putAll(all);
  }

  public void folder(String path, String owner, String group, int mode) {
    put(path, new GuestFile(new GuestFile.Folder(), owner, group, mode, Instant.now()));
  }

  public void write(String path, byte[] bytes, String owner, String group, int mode) {
    put(path, new GuestFile(new GuestFile.Bytes(bytes.clone()), owner, group, mode, Instant.now()));
  }

  public void write(String path, String text, String owner, String group, int mode) {
    write(path, text.getBytes(StandardCharsets.UTF_8), owner, group, mode);
  }

  /** The text of a file; empty if there is none. */
  public Optional<String> text(String path) {
    return get(path).map(f -> new String(f.bytes(), StandardCharsets.UTF_8));
  }

  /** All paths below a folder, with the folder itself. */
  public synchronized SortedMap<String, GuestFile> below(String folder) {
    var all = new TreeMap<String, GuestFile>();
    if (files.containsKey(folder)) {
      all.put(folder, files.get(folder));
    }
    String prefix = folder.equals("/") ? "/" : folder + "/";
    all.putAll(files.subMap(prefix, true, prefix + Character.MAX_VALUE, true));
    return Collections.unmodifiableSortedMap(all);
  }

  public boolean isFolder(String path) {
    return get(path).filter(GuestFile::folder).isPresent();
  }

  public static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  /** Whether a user may read a file: its own bits, and the way to it. */
  public boolean readable(String path, String user) {
    if (get(path).filter(f -> f.permits(user, 4)).isEmpty()) {
      return false;
    }
    for (String folder = parent(path); !folder.equals("/"); folder = parent(folder)) {
      if (get(folder).filter(f -> f.permits(user, 1)).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Owner and mode in octal, {@code postgres 600}. */
  public Optional<String> ownerAndMode(String path) {
    return get(path).map(f -> f.owner() + " " + Integer.toOctalString(f.mode()));
  }
}
