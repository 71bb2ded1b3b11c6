# Sourced by ./test: runs every fuzz target from its seed corpus, as many at once as there are cores, and counts each as one test.
# What reads a page's text or a policy author's pattern gets a minute, the others ten seconds; TIRAI_FUZZ_SECONDS says otherwise.
# New inputs go to build/fuzz/corpus, findings to build/reports; the seeds in tests/fuzz/corpus stay as they are.
# shellcheck shell=bash
fuzz_seconds() {  # NAME
  case $1 in
    fuzz_detect | fuzz_mask | fuzz_normalise | fuzz_known_values | fuzz_patterns) echo "${TIRAI_FUZZ_SECONDS:-60}" ;;
    *) echo "${TIRAI_FUZZ_SECONDS:-10}" ;;
  esac
}

fuzz_one() {  # TARGET; leaves NAME.passed in the reports
  local name
  name=$(basename "$1")
  rm -f "$reports/$name.passed"
  mkdir -p "build/fuzz/corpus/$name"
  step "fuzz: $name, $(fuzz_seconds "$name") s"
  if "$1" -max_total_time="$(fuzz_seconds "$name")" -timeout=10 -rss_limit_mb=2048 -print_final_stats=0 -verbosity=0 \
    -artifact_prefix="$reports/$name-" "build/fuzz/corpus/$name" "tests/fuzz/corpus/${name#fuzz_}" >"$reports/$name.log" 2>&1; then
    touch "$reports/$name.passed"
  fi
}

found=0
for target in build/fuzz/bin/fuzz_*; do
  [ -x "$target" ] || continue
  found=1
  while [ "$(jobs -rp | wc -l)" -ge "$JOBS" ]; do wait -n || true; done
  fuzz_one "$target" &
done
wait
for target in build/fuzz/bin/fuzz_*; do
  [ -x "$target" ] || continue
  name=$(basename "$target")
  if [ -e "$reports/$name.passed" ]; then
    count 1 0 0
  else
    echo "FAIL $name"
    tail -n 30 "$reports/$name.log"
    count 0 1 0
  fi
done
[ "$found" = 1 ] || { echo "FAIL fuzz: no target was built"; count 0 1 0; }
