package zone.otta.ralf.lab.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.lab.machine.Folders;

/**
 * The real server's programs, unpacked once per version into a cache folder of this user, and
 * ready-made data folders, one per set of initdb options. Both are used only if their content sum
 * is the one noted when they were made.
 */
public final class PostgresBinaries {
  public static final String VERSION = "16.15";
  public static final int MAJOR = 16;
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
  private final Path cache;

  private PostgresBinaries(Path cache) {
    this.cache = cache;
  }

  /**
   * Unpacks if needed; about 1.3 s once, 0.1 s later.
   *
   * @param cacheHome the parent of all caches, for example {@code ~/.cache}
   */
  public static PostgresBinaries in(Path cacheHome) throws IOException, InterruptedException {
    Path cache = cacheHome.resolve("ralf").resolve("lab-postgresql-" + VERSION);
    Folders.makePrivate(cache);
    var binaries = new PostgresBinaries(cache);
    binaries.once("pg", binaries::unpack);
    return binaries;
  }

  @FunctionalInterface
  private interface Making {
    void make() throws IOException, InterruptedException;
  }

  /** One maker at a time, also among processes. */
  private void once(String name, Making making) throws IOException, InterruptedException {
    synchronized (PostgresBinaries.class) { // a file lock does not hold between threads
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !ready(name)) {
          making.make();
        }
      }
    }
  }

  public Path bin() {
    return cache.resolve("pg").resolve("bin");
  }

  private boolean ready(String name) throws IOException {
    Path note = cache.resolve(name + ".sum");
    return Files.exists(note)
        && Files.isDirectory(cache.resolve(name))
        && Files.readString(note).equals(FolderSum.of(cache.resolve(name)));
  }

  private void finish(Path made, String name) throws IOException {
    Folders.delete(cache.resolve(name));
    Files.move(made, cache.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    Files.writeString(cache.resolve(name + ".sum"), FolderSum.of(cache.resolve(name)));
  }

  private void unpack() throws IOException, InterruptedException {
    Path made = cache.resolve("pg.new");
    Folders.delete(made);
    Folders.makePrivate(made);
    Process tar =
        new ProcessBuilder("tar", "-xJf", "-", "-C", made.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(cache.resolve("unpack.log").toFile()))
            .start();
    try (InputStream archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE);
        OutputStream into = tar.getOutputStream()) {
      if (archive == null) {
        throw new IOException("the PostgreSQL binaries " + ARCHIVE + " are not on the class path");
      }
      archive.transferTo(into);
    }
    if (tar.waitFor() != 0) {
      throw new IOException(
          "cannot unpack the PostgreSQL binaries (tar and xz are needed), see "
              + cache.resolve("unpack.log"));
    }
    finish(made, "pg");
  }

  /** Makes the data folder for these options ahead, so that {@link #provideData} is quick. */
  public void prepareData(List<String> options) throws IOException, InterruptedException {
    String name = dataName(options);
    once(
        name,
        () -> {
          Path made = cache.resolve(name + ".new");
          Folders.delete(made);
          initdb(made, options);
          finish(made, name);
        });
  }

  private static String dataName(List<String> options) {
    return "data-" + Integer.toHexString(String.join("\0", options).hashCode());
  }

  /**
   * Gives a fresh data folder: a copy of one that was made once by initdb with these options.
   *
   * @param data must not exist
   */
  public void provideData(Path data, List<String> options)
      throws IOException, InterruptedException {
    prepareData(options);
    run(List.of("cp", "-a", cache.resolve(dataName(options)).toString(), data.toString()));
  }

  private void initdb(Path data, List<String> options) throws IOException, InterruptedException {
    var argv =
        new ArrayList<>(
            List.of(
                bin().resolve("initdb").toString(),
                "-D",
                data.toString(),
                "-U",
                "postgres",
                "--auth=trust",
                "--no-sync",
                "--no-instructions"));
    argv.addAll(options);
    run(ServerUser.command(argv));
    // Debian's pg_createcluster moves these to /etc; a left one would only mislead
    for (String moved : List.of("postgresql.conf", "pg_hba.conf", "pg_ident.conf")) {
      Files.deleteIfExists(data.resolve(moved));
    }
  }

  private static void run(List<String> argv) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(argv).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(argv.get(0) + ": " + text);
    }
  }
}
