package zone.otta.ralf.lab.guest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.NotInVocabulary;
import zone.otta.ralf.lab.exec.Program;

/** apt and dpkg. One lock, as apt's own: a second apt waits. */
final class Packages {
  private static final String READING =
      "Reading package lists...\nBuilding dependency tree...\nReading state information...\n";

  /** What an installation does besides being noted. */
  interface Installer {
    void install(String name) throws IOException, InterruptedException;
  }

  private final Release release;
  private final Installer installer;
  private final SortedMap<String, String> installed = new TreeMap<>();
  private boolean updated;

  Packages(Release release, Installer installer) {
    this.release = release;
    this.installer = installer;
    installed.putAll(
        Map.of(
            "bash", "5.2.21-2ubuntu4",
            "iproute2", "6.1.0-1ubuntu6",
            "openssl", "3.0.13-0ubuntu3.5",
            "procps", "2:4.0.4-4ubuntu3",
            "systemd", "255.4-1ubuntu8"));
  }

  /** All of them at one moment. */
  record Copy(Map<String, String> installed, boolean updated) {}

  synchronized Copy copy() {
    return new Copy(Map.copyOf(installed), updated);
  }

  synchronized void restore(Copy copy) {
    installed.clear();
    installed.putAll(copy.installed());
    updated = copy.updated();
  }

  Map<String, Program> all() {
    return Map.of(
        "env",
        this::env,
        "apt-get",
        this::aptGet,
        "apt-cache",
        this::policy,
        "dpkg-query",
        this::query);
  }

  synchronized SortedMap<String, String> installed() {
    return new TreeMap<>(installed);
  }

  private int env(List<String> argv, Call call) throws IOException, InterruptedException {
    if (argv.size() == 1) {
      call.out("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n");
      call.out("container=lxc\nTERM=linux\n");
      return 0;
    }
    if (!argv.get(1).equals("DEBIAN_FRONTEND=noninteractive")) {
      throw new NotInVocabulary(argv);
    }
    return aptGet(argv.subList(2, argv.size()), call);
  }

  private int aptGet(List<String> argv, Call call) throws IOException, InterruptedException {
    var words = argv.stream().filter(w -> !w.startsWith("-") && !w.contains("::")).toList();
    if (!words.isEmpty() && words.get(0).equals("apt-get")) {
      if (words.equals(List.of("apt-get", "update"))) {
        return update(call);
      }
      if (words.equals(List.of("apt-get", "install")) && argv.contains("--fix-broken")) {
        return nothingLacking(call);
      }
      if (words.size() == 3 && words.get(1).equals("install")) {
        return install(words.get(2), call);
      }
    }
    throw new NotInVocabulary(argv);
  }

  private synchronized int update(Call call) {
    updated = true;
    String host =
        release.id().equals("ubuntu")
            ? "archive.ubuntu.com/ubuntu noble"
            : "deb.debian.org/debian stable";
    call.out("Get:1 http://" + host + " InRelease [256 kB]\nReading package lists...\n");
    return 0;
  }

  /** Installations of the lab are never left half done. */
  private static int nothingLacking(Call call) throws IOException {
    call.out(READING + "0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n");
    return 0;
  }

  private synchronized int install(String name, Call call)
      throws IOException, InterruptedException {
    call.out(READING);
    String there = installed.get(name);
    if (there != null) {
      call.out(name + " is already the newest version (" + there + ").\n");
      call.out("0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n");
      return 0;
    }
    Optional<String> candidate = updated ? release.candidate(name) : Optional.empty();
    if (candidate.isEmpty()) {
      call.err("E: Unable to locate package " + name + "\n");
      return 100;
    }
    if (!release.runs()) {
      call.err(
          "E: lab: only PostgreSQL 16 can run here; this guest's template offers "
              + release.postgresPackage()
              + "\n");
      return 100;
    }
    call.out("The following NEW packages will be installed:\n  " + name + "\n");
    installer.install(name);
    release.candidate(release.postgresPackage()).ifPresent(this::note);
    installed.put(name, candidate.get());
    call.out("Setting up " + name + " (" + candidate.get() + ") ...\n");
    return 0;
  }

  private void note(String version) {
    installed.put(release.postgresPackage(), version);
    installed.put("postgresql-client-16", version);
    installed.put("libpq5", version);
    installed.put("postgresql-common", "257build1.1");
    installed.put("postgresql-client-common", "257build1.1");
    installed.put("ssl-cert", "1.1.2ubuntu1");
  }

  private synchronized int query(List<String> argv, Call call) {
    if (argv.size() < 4
        || !argv.subList(1, 3).equals(List.of("-W", "-f"))
        || !argv.get(3).equals("${db:Status-Status} ${Version}\\n")) {
      throw new NotInVocabulary(argv);
    }
    int exit = 0;
    for (String name : argv.subList(4, argv.size())) {
      String version = installed.get(name);
      if (version == null) {
        call.err("dpkg-query: no packages found matching " + name + "\n");
        exit = 1;
      } else {
        call.out("installed " + version + "\n");
      }
    }
    return exit;
  }

  private synchronized int policy(List<String> argv, Call call) {
    if (argv.size() != 3 || !argv.get(1).equals("policy")) {
      throw new NotInVocabulary(argv);
    }
    String name = argv.get(2);
    Optional<String> there = Optional.ofNullable(installed.get(name));
    Optional<String> candidate =
        (updated ? release.candidate(name) : Optional.<String>empty()).or(() -> there);
    if (candidate.isEmpty()) {
      return 0; // an unknown name is no error and no output
    }
    call.out(name + ":\n  Installed: " + there.orElse("(none)") + "\n");
    call.out("  Candidate: " + candidate.get() + "\n  Version table:\n");
    call.out((there.isPresent() ? " *** " : "     ") + candidate.get() + " 500\n");
    call.out("        500 http://archive.ubuntu.com/ubuntu noble-updates/main amd64 Packages\n");
    there.ifPresent(v -> call.out("        100 /var/lib/dpkg/status\n"));
    return 0;
  }
}
