package zone.otta.ralf.lab.guest;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Users and groups of a guest. */
final class Accounts {
  private final Map<String, String> passwd = new LinkedHashMap<>();
  private final Set<String> groups = new LinkedHashSet<>();

  Accounts() {
    passwd.put("root", "root:x:0:0:root:/root:/bin/bash");
    passwd.put("nobody", "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin");
    groups.addAll(Set.of("root", "adm", "nogroup", "daemon"));
  }

  /** All of them at one moment. */
  record Copy(Map<String, String> passwd, Set<String> groups) {}

  synchronized Copy copy() {
    return new Copy(Map.copyOf(passwd), Set.copyOf(groups));
  }

  synchronized void restore(Copy copy) {
    passwd.clear();
    passwd.putAll(copy.passwd());
    groups.clear();
    groups.addAll(copy.groups());
  }

  synchronized void add(String name, String entry, String... moreGroups) {
    passwd.put(name, entry);
    groups.add(name);
    groups.addAll(Set.of(moreGroups));
  }

  synchronized Optional<String> entry(String user) {
    return Optional.ofNullable(passwd.get(user));
  }

  synchronized boolean group(String name) {
    return groups.contains(name);
  }

  synchronized boolean user(String name) {
    return passwd.containsKey(name);
  }
}
