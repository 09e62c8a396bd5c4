package zone.otta.ralf.recipe.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import zone.otta.ralf.plan.Facts;

/**
 * SQL that RALF sends, as postgres over the local socket. Names come from types that hold nothing
 * else.
 */
final class PostgresSql {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,30}");

  /** Quiet: a statement with a verifier must not appear in the server's log, whatever happens. */
  private static final String QUIET =
      """
      SET log_statement = 'none';
      SET log_min_error_statement = 'panic';
      SET log_min_duration_statement = -1;
      """;

  private PostgresSql() {}

  static String read(String resource) {
    try (InputStream in = PostgresSql.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not an SQL name");
    }
    return name;
  }

  /** Makes the role what the facts say, in one transaction, whatever it was before. */
  static String role(Facts.Role role, String passwordClause) {
    String r = name(role.name());
    var sql = new StringBuilder("-- ralf: role ").append(r).append('\n').append(QUIET);
    sql.append("BEGIN;\n");
    sql.append(
        "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '%s') THEN CREATE ROLE %s; END IF; END $$;\n"
            .formatted(r, r));
    sql.append("ALTER ROLE ")
        .append(r)
        .append(" NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS ");
    sql.append(role.login() ? "LOGIN " : "NOLOGIN ")
        .append(role.inherit() ? "INHERIT" : "NOINHERIT");
    sql.append(" CONNECTION LIMIT -1 VALID UNTIL 'infinity'");
    sql.append(passwordClause).append(";\n");
    sql.append(
        """
        DO $$ DECLARE g name; BEGIN
          FOR g IN SELECT p.rolname FROM pg_auth_members m JOIN pg_roles p ON p.oid = m.roleid JOIN pg_roles c ON c.oid = m.member WHERE c.rolname = '%s' LOOP
            EXECUTE format('REVOKE %%I FROM %s', g);
          END LOOP;
        END $$;
        """
            .formatted(r, r));
    for (String group : role.memberOf()) {
      sql.append("GRANT ").append(name(group)).append(" TO ").append(r).append(";\n");
    }
    return sql.append("COMMIT;\n").toString();
  }

  /** Each on its own: ALTER SYSTEM takes no transaction. */
  static String reset(List<SettingName> settings) {
    var sql = new StringBuilder("-- ralf: reset settings\n");
    settings.forEach(n -> sql.append("ALTER SYSTEM RESET ").append(n).append(";\n"));
    return sql.toString();
  }

  static String createDatabase(Facts.Database database) {
    return "-- ralf: database "
        + name(database.name())
        + "\nCREATE DATABASE "
        + database.name()
        + " OWNER "
        + name(database.owner())
        + " TEMPLATE template0 ENCODING '"
        + database.encoding()
        + "' LOCALE '"
        + database.locale()
        + "';\n";
  }

  /** Owner and rights of a database that is there. */
  static String closeDatabase(Facts.Database database) {
    String d = name(database.name());
    return """
    -- ralf: close database %s
    BEGIN;
    ALTER DATABASE %s OWNER TO %s;
    REVOKE ALL ON DATABASE %s FROM PUBLIC;
    GRANT CONNECT ON DATABASE %s TO ralf_append, ralf_read;
    COMMIT;
    """
        .formatted(d, d, name(database.owner()), d, d);
  }
}
