package zone.otta.ralf.recipe.postgresql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.plan.Setting;

/**
 * The drop-in {@code conf.d/50-ralf.conf}. Sizes follow from the card; the reasons are in
 * docs/postgresql.md. One bad value stops the server, so nothing is set that a supported major
 * lacks.
 */
final class PostgresSettings {
  private PostgresSettings() {}

  static String text(Deployment deployment, PostgresLayout layout) {
    var text = new StringBuilder("# written by RALF; changes are found and undone\n");
    map(deployment, layout)
        .forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
    return text.toString();
  }

  /** The same, as the server shows them: without quotes. */
  static List<Setting> wanted(Deployment deployment, PostgresLayout layout) {
    return map(deployment, layout).entrySet().stream()
        .map(e -> new Setting(e.getKey(), unquoted(e.getValue())))
        .toList();
  }

  private static String unquoted(String value) {
    return value.startsWith("'") ? value.substring(1, value.length() - 1) : value;
  }

  private static Map<String, String> map(Deployment deployment, PostgresLayout layout) {
    var settings = new LinkedHashMap<String, String>();
    network(settings, deployment, layout);
    memory(settings, deployment);
    durability(settings, deployment);
    limits(settings);
    logging(settings);
    return settings;
  }

  private static void network(Map<String, String> s, Deployment deployment, PostgresLayout layout) {
    s.put("listen_addresses", "'" + deployment.address() + "'");
    s.put("port", Integer.toString(PostgresLayout.PORT));
    s.put("max_connections", "40");
    s.put("superuser_reserved_connections", "3");
    s.put("password_encryption", "'scram-sha-256'");
    if (layout.major() >= 16) {
      s.put("scram_iterations", Integer.toString(ScramVerifier.ITERATIONS));
    }
    s.put("authentication_timeout", "10s");
    s.put("ssl", "on");
    s.put("ssl_min_protocol_version", "'TLSv1.3'");
    s.put("ssl_cert_file", "'" + layout.certificate() + "'");
    s.put("ssl_key_file", "'" + layout.key() + "'");
  }

  private static void memory(Map<String, String> s, Deployment deployment) {
    long ram = deployment.memoryMib();
    int cores = deployment.cores();
    s.put("shared_buffers", megabytes(ram / 4));
    s.put("effective_cache_size", megabytes(ram * 75 / 128));
    s.put("work_mem", megabytes(Math.max(4, ram / 256)));
    s.put("hash_mem_multiplier", "1.0");
    s.put("maintenance_work_mem", megabytes(Math.max(16, ram * 3 / 64)));
    s.put("autovacuum_work_mem", megabytes(Math.max(16, ram / 32)));
    s.put("autovacuum_max_workers", "2");
    s.put("huge_pages", "off");
    s.put("max_worker_processes", Integer.toString(Math.max(4, 2 * cores)));
    s.put("max_parallel_workers", Integer.toString(cores));
    s.put("max_parallel_workers_per_gather", Integer.toString(Math.max(1, cores / 2)));
    s.put("max_parallel_maintenance_workers", Integer.toString(Math.max(1, cores / 2)));
    s.put("jit", "off");
    s.put("random_page_cost", "1.1");
    s.put("effective_io_concurrency", "100");
  }

  private static void durability(Map<String, String> s, Deployment deployment) {
    long sixteenthOfDisk = Math.max(256, deployment.rootfsMib() / 16);
    s.put("fsync", "on");
    s.put("full_page_writes", "on");
    s.put("synchronous_commit", "on");
    s.put("wal_level", "replica");
    s.put("wal_compression", "pglz");
    s.put("max_wal_size", megabytes(sixteenthOfDisk));
    s.put("min_wal_size", megabytes(Math.max(80, sixteenthOfDisk / 8)));
    s.put("checkpoint_timeout", "15min");
    s.put("checkpoint_completion_target", "0.9");
    s.put("max_wal_senders", "3");
    s.put("max_replication_slots", "2");
    s.put("max_slot_wal_keep_size", megabytes(sixteenthOfDisk));
    s.put("wal_keep_size", "0");
    s.put("temp_file_limit", megabytes(sixteenthOfDisk));
  }

  private static void limits(Map<String, String> s) {
    s.put("idle_in_transaction_session_timeout", "30s");
    s.put("client_connection_check_interval", "5s");
    s.put("tcp_keepalives_idle", "60");
    s.put("tcp_keepalives_interval", "10");
    s.put("tcp_keepalives_count", "6");
  }

  private static void logging(Map<String, String> s) {
    s.put("log_connections", "on");
    s.put("log_disconnections", "on");
    s.put("log_checkpoints", "on");
    s.put("log_lock_waits", "on");
    s.put("log_temp_files", "10MB");
    s.put("log_autovacuum_min_duration", "1s");
    s.put("log_min_duration_statement", "500ms");
    s.put("log_parameter_max_length", "0");
    s.put("log_parameter_max_length_on_error", "0");
    s.put("log_statement", "'none'");
    s.put("log_line_prefix", "'%m [%p] %q%u@%d/%a %h '");
    s.put("log_timezone", "'UTC'");
    s.put("timezone", "'UTC'");
    s.put("lc_messages", "'C'");
  }

  private static String megabytes(long mib) {
    return mib % 1024 == 0 ? mib / 1024 + "GB" : mib + "MB";
  }
}
