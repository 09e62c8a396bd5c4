package zone.otta.ralf.lab.guest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.NotInVocabulary;
import zone.otta.ralf.lab.exec.Program;
import zone.otta.ralf.lab.machine.LabNet;
import zone.otta.ralf.lab.machine.ListeningSockets;
import zone.otta.ralf.lab.postgres.PostgresCluster;

/** Small programs that tell something about the guest. */
final class SystemPrograms {
  private static final List<String> BY_DNS = List.of("getent", "-s", "dns", "ahostsv4");
  private static final long USED_KIB = 248_384;
  private final LabNet net;
  private final Nameserver nameserver;
  private final Supplier<Guest.Identity> identity;
  private final Accounts accounts;
  private final Units units;
  private final LongSupplier disk;

  /**
   * @param disk size of the root file system in KiB
   */
  SystemPrograms(
      LabNet net,
      Nameserver nameserver,
      Supplier<Guest.Identity> identity,
      Accounts accounts,
      Units units,
      LongSupplier disk) {
    this.net = net;
    this.nameserver = nameserver;
    this.identity = identity;
    this.disk = disk;
    this.accounts = accounts;
    this.units = units;
  }

  Map<String, Program> all() {
    return Map.of(
        "true", (argv, call) -> 0,
        "df", this::df,
        "hostname", this::hostname,
        "id", this::id,
        "getent", this::getent,
        "uname", this::uname,
        "ss", this::ss,
        "pg_lsclusters", this::clusters);
  }

  private int hostname(List<String> argv, Call call) {
    if (argv.size() != 1) {
      throw new NotInVocabulary(argv);
    }
    call.out(identity.get().hostname() + "\n");
    return 0;
  }

  /** The root file system: a twentieth is the file system's own, another one is reserved. */
  private int df(List<String> argv, Call call) {
    if (!argv.equals(List.of("df", "-k", "/"))) {
      throw new NotInVocabulary(argv);
    }
    long blocks = disk.getAsLong() / 20 * 19;
    long free = blocks - USED_KIB - disk.getAsLong() / 20;
    call.out("Filesystem     1K-blocks   Used Available Use% Mounted on\n");
    call.out(
        String.format(
            "/dev/loop2     %9d %6d %9d %3d%% /\n",
            blocks, USED_KIB, free, (USED_KIB * 100 + blocks - 1) / blocks));
    return 0;
  }

  private int id(List<String> argv, Call call) {
    if (argv.equals(List.of("id", "-u"))) {
      call.out("0\n");
      return 0;
    }
    if (argv.size() != 3 || !argv.get(1).equals("-u")) {
      throw new NotInVocabulary(argv);
    }
    Optional<String> entry = accounts.entry(argv.get(2));
    if (entry.isEmpty()) {
      call.err("id: '" + argv.get(2) + "': no such user\n");
      return 1;
    }
    call.out(entry.get().split(":", -1)[2] + "\n");
    return 0;
  }

  private int getent(List<String> argv, Call call) {
    if (argv.size() == 5 && argv.subList(0, 4).equals(BY_DNS)) {
      return address(argv.get(4), call);
    }
    if (argv.size() == 3 && argv.get(1).equals("group") && !accounts.group(argv.get(2))) {
      return 2;
    }
    if (argv.size() != 3 || !argv.get(1).equals("passwd")) {
      throw new NotInVocabulary(argv);
    }
    Optional<String> entry = accounts.entry(argv.get(2));
    entry.ifPresent(e -> call.out(e + "\n"));
    return entry.isPresent() ? 0 : 2;
  }

  /** As glibc prints it: the name stands beside the first line only. */
  private int address(String name, Call call) {
    List<String> found = nameserver.addresses(name);
    for (String address : found) {
      boolean first = address.equals(found.get(0));
      call.out(String.format("%-15s STREAM %s%n", address, first ? name : ""));
      call.out(String.format("%-15s DGRAM  %n", address));
      call.out(String.format("%-15s RAW    %n", address));
    }
    return found.isEmpty() ? 2 : 0;
  }

  private int uname(List<String> argv, Call call) {
    if (!argv.equals(List.of("uname", "-m"))) {
      throw new NotInVocabulary(argv);
    }
    call.out("x86_64\n");
    return 0;
  }

  /** What the real server really listens on, with the guest's addresses. */
  private int ss(List<String> argv, Call call) throws IOException {
    if (!argv.equals(List.of("ss", "-ltnH"))) {
      throw new NotInVocabulary(argv);
    }
    String address = identity.get().address();
    String own = net.toLoopback(address);
    String local = net.guestLocal(address);
    ListeningSockets.all().stream()
        .filter(l -> l.address().equals(own) || l.address().equals(local))
        .map(l -> net.toCard(l.address()) + ":" + l.port())
        .sorted()
        .forEach(l -> call.out("LISTEN 0      244    " + l + " 0.0.0.0:*\n"));
    return 0;
  }

  private int clusters(List<String> argv, Call call) {
    if (units.cluster().isEmpty()) {
      throw new NotInstalled(argv.get(0));
    }
    if (!argv.equals(List.of("pg_lsclusters", "-h"))) {
      throw new NotInVocabulary(argv);
    }
    String state = units.cluster().filter(PostgresCluster::running).isPresent() ? "online" : "down";
    call.out(
        "16 main 5432 "
            + state
            + " postgres "
            + PostgresCluster.DATA
            + " "
            + PostgresCluster.LOG
            + "\n");
    return 0;
  }
}
