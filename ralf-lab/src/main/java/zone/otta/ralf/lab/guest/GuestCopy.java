package zone.otta.ralf.lab.guest;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import zone.otta.ralf.lab.files.GuestFile;

/**
 * What was inside a guest at one moment.
 *
 * @param home a copy of the folder that stands for its root, made while the server stood still
 */
public record GuestCopy(
    SortedMap<String, GuestFile> files,
    Packages.Copy packages,
    Accounts.Copy accounts,
    Units.Copy units,
    Path home) {
  public GuestCopy {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
