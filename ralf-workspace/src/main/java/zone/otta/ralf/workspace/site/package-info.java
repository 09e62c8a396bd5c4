/** The site: {@code ralf.yaml} to {@link zone.otta.ralf.site.Site}. */
@NullMarked
package zone.otta.ralf.workspace.site;

import org.jspecify.annotations.NullMarked;
