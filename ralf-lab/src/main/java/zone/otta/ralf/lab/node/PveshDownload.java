package zone.otta.ralf.lab.node;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.NotInVocabulary;

/** {@code pvesh create .../download-url}: the worker in the foreground, then its UPID. */
final class PveshDownload {
  private static final Pattern PATH =
      Pattern.compile("/nodes/([^/]+)/storage/([^/]+)/download-url");
  private final World world;

  PveshDownload(World world) {
    this.world = world;
  }

  static boolean is(List<String> argv) {
    return argv.size() > 2 && argv.get(1).equals("create") && PATH.matcher(argv.get(2)).matches();
  }

  int run(List<String> argv, Call call) throws IOException, InterruptedException {
    Matcher path = PATH.matcher(argv.get(2));
    if (!path.matches() || !List.of(world.options().node(), "localhost").contains(path.group(1))) {
      throw new NotInVocabulary(argv);
    }
    try {
      Map<String, String> given = options(argv);
      new UrlDownload(world).worker(path.group(2), given).run(call);
      call.out(
          String.format(
              "UPID:%s:00001B06:000A4E38:6B0484E2:download:%s:root@pam:\n",
              world.options().node(), given.getOrDefault("filename", "")));
      return 0;
    } catch (NodeFailure e) {
      call.err(e.text());
      return e.exit();
    }
  }

  private static Map<String, String> options(List<String> argv) {
    var given = new TreeMap<String, String>();
    for (int i = 3; i + 1 < argv.size(); i += 2) {
      if (!argv.get(i).startsWith("--")) {
        throw new NotInVocabulary(argv);
      }
      given.put(argv.get(i).substring(2), argv.get(i + 1));
    }
    if (argv.size() % 2 == 0) {
      throw new NotInVocabulary(argv);
    }
    return given;
  }
}
