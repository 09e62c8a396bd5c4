/**
 * The contract of {@link zone.otta.ralf.port.InternalDns}, and a name server in memory that keeps
 * it.
 */
package zone.otta.ralf.testkit.dns;
