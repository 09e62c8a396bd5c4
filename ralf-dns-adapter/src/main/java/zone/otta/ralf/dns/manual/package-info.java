/** Internal names that a person enters; RALF asks the resolver whether they are there. */
@NullMarked
package zone.otta.ralf.dns.manual;

import org.jspecify.annotations.NullMarked;
