/**
 * The only place that knows the adapters: which ones a site chooses, and how they become a World.
 */
@NullMarked
package zone.otta.ralf.cli.wiring;

import org.jspecify.annotations.NullMarked;
