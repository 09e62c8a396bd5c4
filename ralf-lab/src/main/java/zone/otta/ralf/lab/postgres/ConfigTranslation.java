package zone.otta.ralf.lab.postgres;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import zone.otta.ralf.lab.machine.LabNet;

/**
 * A guest's configuration to what the real server reads: the same text, with addresses, path
 * prefixes and the peer map translated and nothing else. Pure.
 *
 * @param guest card address of the guest
 * @param home where the guest's root folder is on this machine
 * @param peer the OS user that the server sees at its socket
 */
record ConfigTranslation(LabNet net, String guest, Path home, String peer) {
  private static final Set<String> PATHS =
      Set.of(
          "data_directory",
          "hba_file",
          "ident_file",
          "external_pid_file",
          "unix_socket_directories",
          "ssl_cert_file",
          "ssl_key_file",
          "ssl_ca_file",
          "ssl_crl_file",
          "log_directory",
          "include",
          "include_dir",
          "include_if_exists");

  /** Settings that run programs or load code. */
  private static final Set<String> REFUSED =
      Set.of(
          "archive_command",
          "archive_library",
          "restore_command",
          "ssl_passphrase_command",
          "shared_preload_libraries",
          "session_preload_libraries",
          "local_preload_libraries",
          "dynamic_library_path",
          "krb_server_keyfile",
          "archive_cleanup_command",
          "recovery_end_command");

  private static final String COMMENTED_DEFAULT = "#listen_addresses = 'localhost'";
  private static final Pattern SETTING =
      Pattern.compile("^(\\s*)([A-Za-z_.]+)(\\s*=\\s*|\\s+)('(?:[^']|'')*'|[^#\\s]+)(.*)$");
  private static final Pattern HOST_RULE =
      Pattern.compile("^(\\s*\\S+\\s+\\S+\\s+\\S+\\s+)(\\S+)(.*)$");

  /** A setting's value without its quotes, as the file has it. */
  static String value(String raw) {
    return raw.startsWith("'") ? raw.substring(1, raw.length() - 1).replace("''", "'") : raw;
  }

  static Matcher setting(String line) {
    return SETTING.matcher(line);
  }

  /**
   * postgresql.conf itself: the server's own default for listen_addresses is {@code localhost},
   * which would be the machine's and not the guest's, so the commented default becomes a setting.
   */
  String main(String text) {
    String mapped = settings(text);
    String first = "listen_addresses = '" + net.listen("localhost", guest) + "'";
    return mapped.contains(COMMENTED_DEFAULT)
        ? mapped.replace(COMMENTED_DEFAULT, first)
        : first + "\n" + mapped;
  }

  /**
   * Drop-ins of postgresql.conf.
   *
   * @throws IllegalArgumentException for a setting that runs programs, or an address outside the
   *     lab
   */
  String settings(String text) {
    return lines(text, this::settingLine);
  }

  private String settingLine(String line) {
    Matcher m = SETTING.matcher(line);
    if (!m.matches()) {
      return line;
    }
    String name = m.group(2).toLowerCase(Locale.ROOT);
    String value = value(m.group(4));
    if (REFUSED.contains(name) && !value.isEmpty()) {
      throw new IllegalArgumentException("the lab does not run " + name);
    }
    String mapped;
    if (name.equals("listen_addresses")) {
      mapped = net.listen(value, guest);
    } else if (PATHS.contains(name) && value.startsWith("/")) {
      mapped = home + value;
    } else {
      return line;
    }
    return m.group(1)
        + m.group(2)
        + m.group(3)
        + "'"
        + mapped.replace("'", "''")
        + "'"
        + m.group(5);
  }

  /** pg_hba.conf: the address column, and the map behind {@code peer}. */
  String hba(String text) {
    return lines(text, this::hbaLine);
  }

  private String hbaLine(String line) {
    String stripped = line.strip();
    String[] words = stripped.split("\\s+");
    if (stripped.isEmpty() || stripped.startsWith("#")) {
      return line;
    }
    if (words[0].equals("local")) {
      return words.length >= 4 && words[3].equals("peer") ? line + " map=ralf_lab" : line;
    }
    Matcher m = HOST_RULE.matcher(line);
    if (words.length >= 5 && words[0].startsWith("host") && m.matches()) {
      return m.group(1) + net.hbaAddress(words[3], guest) + m.group(3);
    }
    // The server's own judgement on a line that is no rule must not be lost.
    return line;
  }

  /** pg_ident.conf with the map for the OS user the server really sees. */
  String ident(String text) {
    return text + "\nralf_lab " + peer + " postgres\n";
  }

  /** The inverse, for texts that leave the guest. */
  String outward(String text) {
    return net.toCard(text.replace(home.toString(), ""));
  }

  private static String lines(String text, UnaryOperator<String> each) {
    return text.lines().map(each).collect(Collectors.joining("\n"))
        + (text.endsWith("\n") ? "\n" : "");
  }
}
