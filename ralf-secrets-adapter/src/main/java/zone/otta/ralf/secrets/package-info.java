/** Where secrets come from, under the rules of the site, and the last net under RALF's output. */
@NullMarked
package zone.otta.ralf.secrets;

import org.jspecify.annotations.NullMarked;
