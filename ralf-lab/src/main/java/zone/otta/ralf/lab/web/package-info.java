/** What the emulated servers with a web interface share. */
@NullMarked
package zone.otta.ralf.lab.web;

import org.jspecify.annotations.NullMarked;
