# BIND, Knot and PowerDNS take RALF's updates, each as the tests of the DNS adapter say. Sourced.
# Nothing of it needs the host: the servers are started by those tests, where there is only loopback.

NAMES_MODULE=ralf-dns-adapter

scenario_names() {
  local tests test rc=0
  install_needs $NEEDED_BY_NAMES
  mkdir "$WORK/tests"
  tests=$(names_tests)
  for test in BindContractTest KnotContractTest PowerDnsContractTest UnboundTest UpdateTableTest; do
    expect_match "$test is among those on real name servers" ",$test," ",$tests," || return 1
  done
  # Whatever Maven has to fetch it fetches here, for one test that needs no server; inside there is no network.
  { names_maven prepared -o ManualDnsTest || names_maven prepared '' ManualDnsTest; } ||
    { not_ok "the tests are built" "$(grep -m 20 ERROR "$OUT/names-prepared.log")"; return 1; }
  ok "the tests are built"
  alone_up
  LIMIT=420 in_background names_maven alone -o "$tests" alone || rc=$?
  names_outcomes "$tests" || rc=1
  expect_equal "Maven says so, too" 0 $rc || { grep -m 20 ERROR "$OUT/names-alone.log" | sed 's/^/  # /'; rc=1; }
  alone_down
  return $rc
}

# The tests that start a real server, as Maven wants them.
names_tests() {
  grep -l RealServer "$REPO/$NAMES_MODULE"/src/test/java/zone/otta/ralf/dns/*/*Test.java | sed 's,.*/,,; s/\.java$//' | sort | paste -sd,
}

# names_maven LOG OPTION TESTS [alone]: in this build, without the static analysis; a server that is missing is a failure.
names_maven() {
  rm -f "$REPO/$NAMES_MODULE"/target/surefire-reports/TEST-*.xml
  # shellcheck disable=SC2086
  ${4:-} env -C "$REPO" JAVA_HOME="$JDK" JAVA_TOOL_OPTIONS="-Djava.io.tmpdir=$WORK/tests" mvn -B $2 -Dquick -pl "$NAMES_MODULE" -am test \
    -Dtest="$3" -Dsurefire.failIfNoSpecifiedTests=false -Dralf.nameservers=required > "$OUT/names-$1.log" 2>&1 < /dev/null
}

# names_outcomes TESTS: one line for each case of each test; a test that left no report fails, and so does a skipped case.
names_outcomes() {
  local outcome text detail failed=$FAILED
  while IFS=$'\t' read -r outcome text detail; do
    if [ "$outcome" = passed ]; then ok "$text"; else not_ok "$text" "$detail"; fi
  done < <(python3 - "$REPO/$NAMES_MODULE/target/surefire-reports" "$1" <<'P'
import pathlib, re, sys, xml.etree.ElementTree as tree
folder, tests = sys.argv[1:]
for test in tests.split(","):
    found = list(pathlib.Path(folder).glob(f"TEST-*.{test}.xml"))
    cases = [c for f in found for c in tree.parse(f).getroot().iter("testcase")]
    if not cases:
        print("failed", f"{test} ran", "it left no report", sep="\t")
    for case in cases:
        bad = [b for kind in ("failure", "error", "skipped") for b in case.findall(kind)]
        said = " ".join((bad[0].get("message") or bad[0].text or "").split()) if bad else ""
        text = f"{test.removesuffix('Test')}: {re.sub(r'^.*[)] (?=.)', '', case.get('name')).replace('_', ' ')}"
        print("failed" if bad else "passed", text, said, sep="\t")
P
  )
  [ $FAILED = "$failed" ]
}
