package zone.otta.ralf.recipe.postgresql;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import zone.otta.ralf.guest.Sha256;

/**
 * The schema {@code state} of RALF's memory, as ordered changes. One that was released is never
 * edited, since databases record its sum. Each keeps what an older library calls: a function whose
 * meaning must become another gets another name.
 */
public final class StateSchema {
  private StateSchema() {}

  /**
   * One ordered change.
   *
   * @param version from 1, without a gap
   */
  public record Migration(int version, String resource, String text) {
    public Migration {
      Objects.requireNonNull(resource);
      Objects.requireNonNull(text);
    }

    static Migration of(String resource) {
      return new Migration(
          Integer.parseInt(resource.substring(0, 4)), resource, PostgresSql.read(resource));
    }

    Sha256 sum() {
      return Sha256.of(text);
    }

    /** As the database records it. */
    String row() {
      return version + "|" + resource + "|" + sum();
    }

    /**
     * All or nothing: the change and its record in one transaction, for a superuser on the local
     * socket, in a database that belongs to {@code ralf_owner}. Gives up if a lock cannot be had in
     * 2 seconds.
     */
    public String script() {
      return "-- ralf: migration "
          + version
          + "\nBEGIN;\nSET LOCAL lock_timeout = '2s';\n"
          + text
          + "INSERT INTO state.migration (version, name, sha256) VALUES ("
          + version
          + ", '"
          + resource
          + "', '"
          + sum()
          + "');\nCOMMIT;\n";
    }
  }

  /** All of them, in order. */
  public static final List<Migration> MIGRATIONS =
      Stream.of(
              "0001-state.sql",
              "0002-memory.sql",
              "0003-import.sql",
              "0004-records.sql",
              "0005-faster.sql")
          .map(Migration::of)
          .toList();

  /** How a database that has them all records them. */
  static List<String> rows() {
    return MIGRATIONS.stream().map(Migration::row).toList();
  }

  /** The sum over the records of the applied ones. */
  static Sha256 sumOf(List<String> rows) {
    return Sha256.of(String.join("\n", rows));
  }
}
