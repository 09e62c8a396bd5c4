/**
 * What people and programs get to see. Human text is made from the records that are printed as
 * JSON.
 */
@NullMarked
package zone.otta.ralf.cli.render;

import org.jspecify.annotations.NullMarked;
