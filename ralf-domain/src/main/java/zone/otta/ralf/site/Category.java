package zone.otta.ralf.site;

import zone.otta.ralf.diagnostics.Text;

/** A range of addresses by third octet, and what belongs there. */
public record Category(int octet, Text title) {}
