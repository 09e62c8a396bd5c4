package zone.otta.ralf.postgresql;

import java.util.UUID;

/**
 * Which memory answers.
 *
 * @param store made once with its schema; a copy of the database has the same
 * @param schema the version of its schema
 * @param copied whether this server is another one than that on which the schema was made: the
 *     database was restored here
 */
public record StoreIdentity(UUID store, int schema, boolean copied) {}
