package zone.otta.ralf.lab.node;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.NotInVocabulary;

/** {@code pveam}: list, available, download. Its exit code is 0 even where a download failed. */
final class Pveam {
  private static final String CACHE = "/var/lib/vz/template/cache/";
  private static final String SOURCE = "http://download.proxmox.com/images/system/";
  private final World world;

  Pveam(World world) {
    this.world = world;
  }

  int run(List<String> argv, Call call) throws IOException, InterruptedException {
    String command = argv.size() < 2 ? "" : argv.get(1);
    return switch (command) {
      case "list" -> list(argv, call);
      case "available" -> available(argv, call);
      case "download" -> download(argv, call);
      default -> throw new NotInVocabulary(argv);
    };
  }

  private int list(List<String> argv, Call call) {
    if (argv.size() != 3) {
      throw new NotInVocabulary(argv);
    }
    Optional<Storage> storage = world.storage(argv.get(2));
    if (storage.isEmpty()) {
      call.err("storage '" + argv.get(2) + "' does not exist\n");
      return 255;
    }
    if (!storage.get().type().templates()) {
      call.err("Storage does not support templates!\n");
      return 255;
    }
    call.out(String.format("%-60s %-6s\n", "NAME", "SIZE"));
    for (String template : world.templates()) {
      call.out(String.format("%-60s %s\n", argv.get(2) + ":vztmpl/" + template, "62.62MB"));
    }
    return 0;
  }

  private int available(List<String> argv, Call call) {
    String section = argv.size() == 4 && argv.get(2).equals("--section") ? argv.get(3) : "system";
    if (argv.size() != 2 && argv.size() != 4) {
      throw new NotInVocabulary(argv);
    }
    if (!List.of("system", "mail", "turnkeylinux").contains(section)) {
      call.err(
          "400 Parameter verification failed.\nsection: value '"
              + section
              + "' does not have a value in the enumeration 'system, mail, turnkeylinux'\npveam available  [OPTIONS]\n");
      return 255;
    }
    if (section.equals("system")) {
      for (String template : world.options().available()) {
        call.out(
            world.options().release().nine()
                ? String.format("%-15s %-60s %s\n", "system", template, "amd64")
                : String.format("%-15s %s\n", "system", template));
      }
    }
    return 0;
  }

  private int download(List<String> argv, Call call) throws InterruptedException {
    if (argv.size() != 4) {
      throw new NotInVocabulary(argv);
    }
    try {
      judge(argv.get(2), argv.get(3));
    } catch (NodeFailure e) {
      call.err(e.text());
      return e.aboutParameters() ? 2 : e.exit();
    }
    fetch(argv.get(3), call);
    return call.gone() ? 255 : 0;
  }

  void judge(String storageName, String template) throws NodeFailure {
    Optional<Storage> storage = world.storage(storageName);
    if (!world.options().available().contains(template)) {
      throw NodeFailure.parameter(
          "template", "no such template", "pveam download <storage> <template>\n");
    }
    if (storage.isEmpty()) {
      throw new NodeFailure(255, "storage '" + storageName + "' does not exist\n");
    }
    if (!storage.get().type().templates()) {
      throw new NodeFailure(255, "storage '" + storageName + "' does not support templates\n");
    }
  }

  void fetch(String template, Call call) throws InterruptedException {
    call.out("downloading " + SOURCE + template + " to " + CACHE + template + "\n");
    if (world.templates().contains(template)) {
      call.out(
          "calculating checksum of existing file...OK, got correct file already, no need to download\n");
      return;
    }
    Thread.sleep(world.options().create().toMillis() / 3);
    if (call.gone()) {
      return; // as with create, the worker ends at its next line
    }
    call.out(
        "HTTP request sent, awaiting response... 200 OK\nLength: 65657948 (63M) [application/octet-stream]\n");
    call.out("calculating checksum...OK, checksum verified\n");
    world.downloaded(template);
    call.out("download of '" + SOURCE + template + "' to '" + CACHE + template + "' finished\n");
  }
}
