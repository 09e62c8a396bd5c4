package zone.otta.ralf.lab.postgres;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import zone.otta.ralf.lab.files.GuestFiles;

/** What the configuration files of a guest say, the last line winning, drop-ins included. */
final class ServerSettings {
  private final GuestFiles files;
  private final String folder;
  private final Map<String, String> values = new TreeMap<>();

  private ServerSettings(GuestFiles files, String folder) {
    this.files = files;
    this.folder = folder;
  }

  /**
   * @param folder of postgresql.conf
   */
  static Map<String, String> read(GuestFiles files, String folder) {
    var settings = new ServerSettings(files, folder);
    settings.file(folder + "/postgresql.conf");
    return settings.values;
  }

  private void file(String path) {
    files.text(path).ifPresent(text -> text.lines().forEach(this::line));
  }

  private void line(String line) {
    Matcher m = ConfigTranslation.setting(line);
    if (!m.matches()) {
      return;
    }
    String name = m.group(2).toLowerCase(Locale.ROOT);
    String value = ConfigTranslation.value(m.group(4));
    if (name.equals("include_dir")) {
      dropIns(value).forEach(this::file);
    } else {
      values.put(name, value);
    }
  }

  private List<String> dropIns(String value) {
    String at = value.startsWith("/") ? value : folder + "/" + value;
    return files.below(at).keySet().stream().filter(p -> p.endsWith(".conf")).toList();
  }
}
