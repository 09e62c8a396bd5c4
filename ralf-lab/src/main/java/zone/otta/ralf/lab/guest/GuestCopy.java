package zone.otta.ralf.lab.guest;

import java.nio.file.Path;
import java.util.SortedMap;
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
    files = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(files));
  }
}
