/**
 * A Pi-hole 6 on loopback as far as its local records go: API and DNS. Emulated, and it says so.
 */
@NullMarked
package zone.otta.ralf.lab.pihole;

import org.jspecify.annotations.NullMarked;
