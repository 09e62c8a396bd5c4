/** A folder searched for plaintext secrets. */
@NullMarked
package zone.otta.ralf.workspace.scan;

import org.jspecify.annotations.NullMarked;
