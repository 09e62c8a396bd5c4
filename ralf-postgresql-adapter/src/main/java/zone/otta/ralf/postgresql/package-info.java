/**
 * PostgreSQL: RALF's memory as a library, and logging in as a client would.
 *
 * <p>A program of your own needs this module and what it brings: {@code ralf-domain}, the JDBC
 * driver, {@code jackson-core}:
 *
 * {@snippet file="zone/otta/ralf/postgresql/sample/AppendAndRead.java" region="example"}
 *
 * <p>Rules of use:
 *
 * <ul>
 *   <li>Keep an event, with its id, until its append was answered: after a {@link
 *       zone.otta.ralf.port.PortException} the same append again finds out whether it is stored.
 *   <li>A conflict means that somebody else appended to the stream: read what, decide anew.
 *   <li>Follow the journal by position; nothing comes later before a position that was seen.
 *   <li>Do under a lease only what carries its fence.
 *   <li>Take anchors and keep them on another machine.
 * </ul>
 *
 * <p>A service that follows, counts and keeps snapshots is the module {@code ralf-sample}; {@code
 * ralf-testkit} has fakes of all ports and the kits that hold them to the same rules.
 */
@NullMarked
package zone.otta.ralf.postgresql;

import org.jspecify.annotations.NullMarked;
