package zone.otta.ralf.diagnostics;

/** How bad a finding is. The worst one decides the verdict; a HINWEIS changes nothing. */
public enum Severity {
  HINWEIS,
  WARNUNG,
  BLOCKER
}
