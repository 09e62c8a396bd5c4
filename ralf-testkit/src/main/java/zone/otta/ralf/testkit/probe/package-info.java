/**
 * The contract of {@link zone.otta.ralf.port.SmokeProbe}, and a database server in memory for it.
 */
package zone.otta.ralf.testkit.probe;
