/**
 * Service cards: Markdown to {@link zone.otta.ralf.card.ServiceCard}, with the place of everything.
 */
@NullMarked
package zone.otta.ralf.workspace.card;

import org.jspecify.annotations.NullMarked;
