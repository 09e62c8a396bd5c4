/** Measures the memory beside plain SQL on one server, in one run: ratios, not absolute figures. */
@NullMarked
package zone.otta.ralf.benchmarks;

import org.jspecify.annotations.NullMarked;
