package zone.otta.ralf.dns.rfc2136;

import java.util.List;
import org.xbill.DNS.Record;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;

/**
 * A record seen to carry RALF's mark, exactly as it was: what a replacement demands to be still
 * there.
 *
 * @param facts what the record says
 * @param record the A or PTR record
 * @param texts every TXT record of the same name; empty for a PTR
 */
record Ours(Facts facts, Record record, List<Record> texts, Mark mark) {}
