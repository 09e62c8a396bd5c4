/** The contract of {@link zone.otta.ralf.port.SecretSource}, and secrets in memory that keep it. */
package zone.otta.ralf.testkit.secrets;
