/**
 * An emulated OPNsense: the calls that keep host overrides, over HTTPS, and the answers of its
 * Unbound.
 */
@NullMarked
package zone.otta.ralf.lab.opnsense;

import org.jspecify.annotations.NullMarked;
