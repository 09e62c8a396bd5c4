/** An emulated Vaultwarden: its shapes over HTTPS, and somebody who puts things into it. */
@NullMarked
package zone.otta.ralf.lab.vault;

import org.jspecify.annotations.NullMarked;
