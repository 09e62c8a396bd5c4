package zone.otta.ralf.lab.pihole;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import zone.otta.ralf.lab.dns.DnsSockets;
import zone.otta.ralf.lab.dns.Replies;

/**
 * Answers as dnsmasq within FTL does: local records with authority and one lifetime for all, the
 * first line of an address gives its pointer. What it does not hold, the public DNS says does not
 * exist: there is no server behind it.
 */
final class PiholeAnswers implements DnsSockets.Answering {
  /** FTL's local-ttl, dns.blockTTL. */
  private static final int TTL = 2;

  private static final int HOPS = 4;
  private final PiholeStore store;
  private final AtomicInteger failing = new AtomicInteger();

  PiholeAnswers(PiholeStore store) {
    this.store = store;
  }

  /** So many questions from now on get SERVFAIL. */
  void fail(int questions) {
    failing.set(questions);
  }

  @Override
  public Optional<byte[]> answer(byte[] question, boolean datagram) {
    return Replies.to(question, datagram, this::answer);
  }

  private Message answer(Message asked) {
    Message answer = Replies.begun(asked);
    if (asked.getHeader().getFlag(Flags.RD)) {
      answer.getHeader().setFlag(Flags.RD);
    }
    if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      answer.getHeader().setRcode(Rcode.SERVFAIL);
    } else if (asked.getHeader().getOpcode() == Opcode.QUERY) {
      fill(answer, asked.getQuestion());
    } else {
      answer.getHeader().setRcode(Rcode.NOTIMP);
    }
    return answer;
  }

  private void fill(Message answer, Record question) {
    List<Record> held = records(question.getName());
    if (held.isEmpty()) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
      answer.addRecord(publicRoot(), Section.AUTHORITY);
      return;
    }
    answer.getHeader().setFlag(Flags.AA);
    Name name = question.getName();
    for (int hop = 0; hop < HOPS; hop++) {
      Optional<CNAMERecord> alias =
          records(name).stream()
              .filter(CNAMERecord.class::isInstance)
              .map(CNAMERecord.class::cast)
              .findFirst();
      records(name).stream()
          .filter(r -> r.getType() == question.getType() || r instanceof CNAMERecord)
          .forEach(r -> answer.addRecord(r, Section.ANSWER));
      if (alias.isEmpty()) {
        return;
      }
      name = alias.get().getTarget();
    }
  }

  private static SOARecord publicRoot() {
    Name host = Name.fromConstantString("a.root-servers.net.");
    Name admin = Name.fromConstantString("nstld.verisign-grs.com.");
    return new SOARecord(
        Name.root, DClass.IN, 86400, host, admin, 2026112900, 1800, 900, 604800, 86400);
  }

  /** Everything at a name, pointers included. */
  List<Record> records(Name name) {
    var held = new ArrayList<Record>();
    for (String line : store.aliases()) {
      String[] words = line.split(",");
      if (name(words[0]).equals(name)) {
        held.add(new CNAMERecord(name, DClass.IN, TTL, name(words[1])));
      }
    }
    for (String line : store.served()) {
      String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
      for (int i = 1; i < words.length; i++) {
        if (name(words[i]).equals(name)) {
          held.add(address(name, words[0]));
        }
      }
      boolean first = held.stream().noneMatch(PTRRecord.class::isInstance);
      if (words.length > 1 && first && reverse(words[0]).equals(name)) {
        held.add(new PTRRecord(name, DClass.IN, TTL, name(words[1])));
      }
    }
    return held;
  }

  private static Record address(Name name, String address) {
    try {
      InetAddress numeric = Address.getByAddress(address);
      return address.contains(":")
          ? new AAAARecord(name, DClass.IN, TTL, numeric)
          : new ARecord(name, DClass.IN, TTL, numeric);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address: " + address, e);
    }
  }

  private static Name reverse(String address) {
    try {
      return ReverseMap.fromAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address: " + address, e);
    }
  }

  private static Name name(String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException("not a name: " + text, e);
    }
  }

  /** Lifetime, type and data of everything at a name. */
  List<String> texts(String name) {
    return records(name(name)).stream()
        .map(r -> r.getTTL() + " " + Type.string(r.getType()) + " " + r.rdataToString())
        .sorted()
        .toList();
  }
}
