package zone.otta.ralf.diagnostics;

/** The languages RALF speaks to people. Keys, codes and verdicts are never translated. */
public enum Language {
  EN,
  DE
}
